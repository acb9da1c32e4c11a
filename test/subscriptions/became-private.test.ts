import { isRequiredArgument } from 'graphql';
import { createClient, type Client as SseClient } from 'graphql-sse';
import { Conference, ConferenceNature } from '../../src/conference/conference';
import { operator, Role } from '../../src/graphql/authorize/viewer';
import { importConference } from '../../src/import/import-conference';
import { Pact } from '../../src/pact/pact';
import { makeSchema } from '../../src/schema';
import { aLive, written } from '../import/a-file';
import { createPoll } from '../support/acts';
import { anOpenPoll, pollInput, vote } from '../support/ballots';
import { aHall, aViewer, type Hall } from '../support/hall';
import { Inbox } from '../support/inbox';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';

let server: TestServer;
beforeAll(async () => {
  // Groups look again by themselves after a while; not within these tests.
  server = await aServer({ STALE_MS: '60000' });
});
// Fails when a group is left behind.
afterEach(async () => {
  await server.hangUp();
  await until(() => server.app.connections.size === 0);
});
afterAll(() => server.close());

const fields = Object.values(makeSchema().getSubscriptionType()?.getFields() ?? {});
/** A bloc and its log are anyone's to see, and no act hides them. */
const ofBlocs = fields.filter(({ args }) => args.some(({ name }) => name === 'blocId'));
const ofConferences = fields.filter((field) => !ofBlocs.includes(field));

/** The subscription with what it must be given, of this conference. */
function operationOf(field: (typeof fields)[number], ids: Record<string, string>) {
  const needed = field.args.filter(isRequiredArgument);
  const declared = needed.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const passed = needed.map(({ name }) => `${name}: $${name}`).join(', ');
  const unknown = needed.filter(({ name }) => !(name in ids)).map(({ name }) => name);
  if (unknown.length > 0) throw new Error(`${field.name} asks for ${unknown}: name one of a conference in this test`);
  return {
    query: `subscription (${declared}) { ${field.name}(${passed}) { __typename } }`,
    variables: Object.fromEntries(needed.map(({ name }) => [name, ids[name]])),
  };
}

let slugs = 0;
async function aConference() {
  const { db } = server.database;
  slugs += 1;
  const file = aLive(`rieng-${slugs}`);
  const bring = (visibility: string) =>
    importConference(db, operator, { text: written(file, { '/conference/visibility': visibility }), dryRun: false });
  const { conferenceId } = await bring('PUBLIC');
  const id = conferenceId as string;
  const pact = await db.manager.findOneByOrFail(Pact, { conferenceId: id });
  const secretary = await aViewer(db, Role.SECRETARY, id);
  const ask = () => createPoll(db, secretary, pollInput({ conference: { id } } as Hall));
  const { subject: pollId } = await ask();
  const observer = await aViewer(db, Role.OBSERVER, id);
  return { ids: { conferenceId: id, pactId: pact.id, pollId }, observer, ask, hide: () => bring('PARTICIPANTS') };
}

const transports = ['WebSocket', 'event stream'] as const;
const cases = ofConferences.flatMap((field) => transports.map((transport) => [field.name, transport, field] as const));

describe('a conference that becomes private', () => {
  it('is followed in some way by every subscription but those of blocs', () => {
    expect(ofConferences.length).toBeGreaterThanOrEqual(4);
    expect(ofBlocs.map(({ name }) => name)).toEqual(['blocEvents', 'conferenceOpened', 'scoresChanged']);
  });

  it.each(cases)(
    'ends %s over %s for the public before anything more is told, and for nobody else',
    async (_, transport, field) => {
      const { ids, observer, ask, hide } = await aConference();
      const operation = operationOf(field, ids);
      const stream: SseClient | null =
        transport === 'WebSocket' ? null : createClient({ url: `${server.app.url}/graphql/stream`, retryAttempts: 0 });
      const stranger = new Inbox(stream ? (stream as never) : await server.socket(), operation);
      const insider = new Inbox(await server.socket(observer), operation);
      await stranger.next();
      await insider.next();
      // Whatever there was to tell has been told.
      const isLog = field.name === 'conferenceEvents';
      if (isLog) await stranger.until(() => stranger.all.length === 2);
      const told = stranger.all.length;
      await hide();
      await ask();
      expect(await stranger.failure()).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
      await stranger.until(() => stranger.completed);
      expect(stranger.all).toHaveLength(told);
      if (isLog) await insider.until(() => insider.all.length === 4);
      expect([insider.failures, insider.completed]).toEqual([[], false]);
      stream?.dispose();
    },
  );

  it('is gone from what is followed of its rehearsal, with the next frame, though that tells of a ballot', async () => {
    const { db } = server.database;
    const { ids, hide } = await aConference();
    const hall = await aHall(db);
    const rehearsal = { nature: ConferenceNature.REHEARSAL, rehearsesId: ids.conferenceId };
    await db.manager.update(Conference, hall.conference.id, rehearsal);
    const pollId = await anOpenPoll(hall);
    const query = `subscription ($id: ID!) {
      pollTally(pollId: $id) { poll { tally { cast } conference { rehearses { id } } } }
    }`;
    const inbox = new Inbox<any>(await server.socket(), { query, variables: { id: pollId } });
    const frame = async () => (await inbox.next()).pollTally.poll;
    expect(await frame()).toEqual({ tally: { cast: 0 }, conference: { rehearses: { id: ids.conferenceId } } });
    await hide();
    await vote(hall, pollId, 0, ['YES']);
    expect(await frame()).toEqual({ tally: { cast: 1 }, conference: { rehearses: null } });
  });

  it('is gone from answers that were kept, and from the snapshot', async () => {
    const { ids, hide } = await aConference();
    const query = 'query ($id: ID!) { node(id: $id) { id } conferences(first: 100) { nodes { id } } }';
    const shown = async () => {
      const { data } = await server.ask(query, { id: ids.conferenceId });
      return [data.node?.id ?? null, data.conferences.nodes.some(({ id }: { id: string }) => id === ids.conferenceId)];
    };
    const snapshot = async () =>
      (await fetch(`${server.app.url}/conferences/rieng-${slugs}-2020/snapshot.json`)).status;
    for (let twice = 0; twice < 2; twice += 1) expect(await shown()).toEqual([ids.conferenceId, true]);
    expect(await snapshot()).toBe(200);
    await hide();
    expect(await shown()).toEqual([null, false]);
    expect(await snapshot()).toBe(404);
  });
});
