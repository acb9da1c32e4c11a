import { Conference } from '../../src/conference/conference';
import { operator } from '../../src/graphql/authorize/viewer';
import { startRehearsal } from '../../src/rehearsal/start-rehearsal';
import { anOpenPoll } from '../support/ballots';
import { aHall, at, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';

interface ServedHall {
  readonly server: TestServer;
  readonly hall: Hall;
}

/** Strict in every setting; the other one is as usual. Both stand in this process. */
let strict: ServedHall;
let usual: ServedHall;
beforeAll(async () => {
  const settings = {
    SIGN_IN_TRIES_PER_MINUTE: '1',
    PUBLIC_BUDGET: '1000',
    INTROSPECTION: 'off',
    METRICS: 'off',
    RESULT_CACHE_BYTES: '0',
  };
  strict = await aServedHall(settings);
  usual = await aServedHall({});
});
afterAll(async () => {
  await strict.server.close();
  await usual.server.close();
});

async function aServedHall(settings: Record<string, string>): Promise<ServedHall> {
  const server = await aServer(settings, 'shipped');
  return { server, hall: await aHall(server.database.db, { members: 6, agendaItems: 12 }) };
}

const codesOf = ({ errors = [] }: { readonly errors?: readonly { extensions: { code: string } }[] }) =>
  errors.map(({ extensions }) => extensions.code);

/** A sample of the metrics of an app, whether it serves them or not; 0 where there is none. */
async function metric({ server }: ServedHall, sample: string): Promise<number> {
  const text = await server.app.services.registry.metrics();
  const line = text.split('\n').find((each) => each.startsWith(`${sample} `));
  return Number(line?.slice(sample.length) ?? 0);
}

const cast = 'mutation ($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence } } }';
const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { poll { tally { cast } } } }';
const question = 'query ($slug: String!) { conference(slug: $slug) { id slug } }';

describe('two apps in one process', () => {
  it('have settings of their own', async () => {
    const schema = '{ __schema { queryType { name } } }';
    expect(codesOf(await strict.server.ask(schema))).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(codesOf(await usual.server.ask(schema))).toEqual([]);
    const hint = async ({ server }: ServedHall) => (await server.ask('{ conferenc { id } }')).errors?.[0]?.message;
    expect([await hint(strict), await hint(usual)]).toEqual([
      expect.not.stringContaining('Did you mean'),
      expect.stringContaining('Did you mean'),
    ]);
    const served = async ({ server }: ServedHall) => (await fetch(`${server.app.url}/metrics`)).status;
    expect([await served(strict), await served(usual)]).toEqual([404, 200]);
  });

  it('count failed sign-ins apart', async () => {
    const signIn = ({ server }: ServedHall) => server.ask('mutation { signIn(input: { code: "no code" }) { token } }');
    const tries = async (served: ServedHall) =>
      [await signIn(served), await signIn(served), await signIn(served)].map(codesOf);
    expect(await tries(strict)).toEqual([['BADGE_INVALID'], ['TOO_MANY_TRIES'], ['TOO_MANY_TRIES']]);
    expect(await tries(usual)).toEqual([['BADGE_INVALID'], ['BADGE_INVALID'], ['BADGE_INVALID']]);
  });

  it('have budgets of their own, and remember what was over them apart', async () => {
    const titles = Array.from({ length: 50 }, (_, n) => `t${n}: title { vi en }`).join(' ');
    const large = `query ($slug: String!) { conference(slug: $slug) { agenda { ${titles} } } }`;
    const ask = ({ server, hall }: ServedHall) => server.ask(large, { slug: hall.conference.slug });
    for (let n = 0; n < 2; n += 1) {
      expect(codesOf(await ask(strict))).toEqual(['OVER_BUDGET']);
      expect(codesOf(await ask(usual))).toEqual([]);
    }
  });

  it('keep results apart, and one keeps none', async () => {
    const before = await metric(usual, 'giaouoc_result_cache_hits_total');
    for (const served of [strict, usual]) {
      const { slug, id } = served.hall.conference;
      for (let n = 0; n < 2; n += 1)
        expect((await served.server.ask(question, { slug })).data).toEqual({ conference: { id, slug } });
      const other = served === strict ? usual : strict;
      // Kept by the app that has no such conference, it would be found here.
      expect((await other.server.ask(question, { slug })).data).toEqual({ conference: null });
    }
    expect(await metric(usual, 'giaouoc_result_cache_hits_total')).toBeGreaterThan(before);
    expect(await metric(strict, 'giaouoc_result_cache_hits_total')).toBe(0);
    expect(strict.server.app.results).toBeNull();
  });

  it('count ballots, batches, connections, accounts and delays apart', async () => {
    const [pollId, other] = [await anOpenPoll(strict.hall), await anOpenPoll(usual.hall)];
    const voter = at(strict.hall.delegates, 0);
    const client = await strict.server.socket(voter);
    const screen = strict.server.follow(client, tally, { id: pollId });
    await screen.next();
    expect(strict.server.app.services.connectedAccounts.accounts()).toEqual([voter.accountId]);
    expect(usual.server.app.services.connectedAccounts.accounts()).toEqual([]);
    for (let n = 0; n < 3; n += 1) {
      const input = { pollId, choices: ['YES'], idempotencyKey: `ballot-${n}` };
      await strict.server.ask(cast, { input }, at(strict.hall.delegates, n));
    }
    await screen.find(
      (message: { pollTally: { poll: { tally: { cast: number } } } }) => message.pollTally.poll.tally.cast === 3,
    );
    const stream = strict.hall.conference.id;
    await until(() => strict.server.app.services.deliveryLatency.of(stream).samples > 0);
    const input = { pollId: other, choices: ['YES'] };
    await usual.server.ask(cast, { input }, at(usual.hall.delegates, 0));

    const figures = async (served: ServedHall) => ({
      acts: await metric(served, 'giaouoc_acts_total{field="castBallot",code="OK"}'),
      ballots: await metric(served, 'giaouoc_ballot_batch_size_sum'),
      connections: await metric(served, 'giaouoc_connections'),
      groups: await metric(served, 'giaouoc_live_groups'),
    });
    expect(await figures(strict)).toEqual({ acts: 3, ballots: 3, connections: 1, groups: 1 });
    expect(await figures(usual)).toEqual({ acts: 1, ballots: 1, connections: 0, groups: 0 });
    const delays = `giaouoc_live_latency_ms_count{conference="${stream}"}`;
    expect(await metric(strict, delays)).toBeGreaterThan(0);
    expect(await metric(usual, delays)).toBe(0);
    expect(usual.server.app.services.deliveryLatency.of(stream).samples).toBe(0);
    await strict.server.hangUp();
  });

  it('play rehearsals apart', async () => {
    const { db, services } = strict.server.app;
    const { id: conferenceId } = await db.manager.findOneByOrFail(Conference, { slug: 'cum-5-thanh-pho-2022' });
    const wanted = { conferenceId, play: true, delegates: 5, speed: 0, secret: false };
    await startRehearsal(db, services.rehearsals, operator, wanted);
    expect(() => services.rehearsals.requireFree()).toThrow('already being played');
    expect(() => usual.server.app.services.rehearsals.requireFree()).not.toThrow();
    await services.rehearsals.stop();
    services.rehearsals.requireFree();
  });

  it('close apart', async () => {
    await usual.server.hangUp();
    await usual.server.app.close();
    expect((await strict.server.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });
});
