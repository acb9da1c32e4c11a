import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer();
  hall = await aHall(server.app.db);
});
afterAll(() => server.close());

const query = `query ($slug: String!, $rehearsals: Boolean, $first: Int) {
  bloc(slug: $slug) { conferences(rehearsals: $rehearsals, first: $first) { totalCount nodes { id } } }
}`;
const log = `subscription ($id: ID!, $after: Int) {
  conferenceEvents(conferenceId: $id, after: $after) { sequence }
}`;

describe('null for an argument with a default', () => {
  const variables = () => ({ slug: hall.bloc.slug, rehearsals: null, first: null });
  const expected = () => ({ bloc: { conferences: { totalCount: 1, nodes: [{ id: hall.conference.id }] } } });
  const streamed = (body: object) =>
    fetch(`${server.app.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify(body),
    });

  it('is the default over HTTP', async () => {
    expect(await server.ask(query, variables())).toMatchObject({ data: expected() });
  });

  it('is the default over WebSocket, of a subscription too', async () => {
    expect(await server.follow(await server.socket(), query, variables()).next()).toEqual(expected());
    await server.ask(
      'mutation ($input: CreatePollInput!) { createPoll(input: $input) { poll { kind secrecy } } }',
      {
        input: {
          conferenceId: hall.conference.id,
          question: { vi: 'Thông qua?', en: null },
          kind: null,
          secrecy: null,
        },
      },
      hall.secretary,
    );
    const entries = server.follow(await server.socket(), log, { id: hall.conference.id, after: null });
    expect(await entries.next()).toEqual({ conferenceEvents: { sequence: 1 } });
  });

  it('is the default over an event stream', async () => {
    const answer = await (await streamed({ query, variables: variables() })).text();
    expect(answer).toContain(JSON.stringify(expected()));
  });
});
