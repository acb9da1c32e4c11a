import { aHall, at, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer();
  hall = await aHall(server.database.db);
});
afterAll(() => server.close());

const follow = 'subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence } }';
const asked = 'query ($slug: String!) { conference(slug: $slug) { connected { nodes { role delegate { id } } } } }';
const counted = 'query ($slug: String!) { conference(slug: $slug) { delegatesConnected } }';

async function connected(): Promise<unknown[]> {
  const { data } = await server.ask(asked, { slug: hall.conference.slug }, hall.secretary);
  return data.conference.connected.nodes;
}

/** As the public is told it. */
async function count(): Promise<number> {
  const { data } = await server.ask(counted, { slug: hall.conference.slug });
  return data.conference.delegatesConnected;
}

describe('Conference.connected and delegatesConnected', () => {
  it('names each account of the conference once while a line of it is open, and nobody of another', async () => {
    expect(await connected()).toEqual([]);
    const elsewhere = await aHall(server.database.db);
    const id = hall.conference.id;
    const sockets = [await server.socket(at(hall.delegates, 0)), await server.socket(at(hall.delegates, 0))];
    for (const socket of sockets) await server.follow(socket, follow, { id }).next();
    await server.follow(await server.socket(), follow, { id }).next();
    const other = await server.socket(at(elsewhere.delegates, 0));
    await server.follow(other, follow, { id: elsewhere.conference.id }).next();
    const screen = await server.socket(hall.observer);
    await server.follow(screen, follow, { id }).next();
    expect([(await connected()).length, await count()]).toEqual([2, 1]);
    await screen.dispose();
    const delegate = { role: 'DELEGATE', delegate: { id: at(hall.people, 0).id } };
    await until(async () => (await connected()).length === 1);
    expect(await connected()).toEqual([delegate]);
    expect(await count()).toBe(1);
    await sockets[0]?.dispose();
    expect(await connected()).toEqual([delegate]);
    await sockets[1]?.dispose();
    await until(async () => (await connected()).length === 0);
    expect(await count()).toBe(0);
  });
});
