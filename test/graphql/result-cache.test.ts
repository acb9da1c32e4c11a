import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { type App, startApp } from '../../src/app/start';
import { ConferenceState } from '../../src/conference/conference';
import { readConfig } from '../../src/config/config';
import { publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { ResultCache } from '../../src/graphql/cache/result-cache';
import { executed, type Result } from '../../src/graphql/result';
import { SerializedResult } from '../../src/graphql/serialized-result';
import { shippedConferences } from '../../src/import/load-shipped';
import { LogVersion } from '../../src/log/log-version';
import { makeSchema } from '../../src/schema';
import { anOpenPoll, vote } from '../support/ballots';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { statementsOf } from '../support/statements';
import { until } from '../support/until';
import { everythingBelow } from '../support/whole-graph';

const answerOf = (text: string, isReusable = true): Result => ({
  ...executed({ data: {} }),
  body: new SerializedResult(text),
  isReusable,
});
const textOf = ({ body }: Result) => body.text;

/** Something a test lets go on when it wants to. */
function aGate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('ResultCache', () => {
  let version: string;
  let made: number;
  beforeEach(() => {
    version = '1';
    made = 0;
  });
  const aCache = (maxBytes = 100_000, maxAgeMs = 60_000) =>
    new ResultCache({ readVersion: async () => ({ total: version, of: () => version }), maxBytes, maxAgeMs });
  const make = async () => {
    made += 1;
    return answerOf(`answer ${made}`);
  };
  const ask = async (cache: ResultCache, key = 'key') => textOf(await cache.answer(key, make));

  it('gives an answer again until the version is another one', async () => {
    const cache = aCache();
    expect([await ask(cache), await ask(cache)]).toEqual(['answer 1', 'answer 1']);
    version = '2';
    expect([await ask(cache), await ask(cache)]).toEqual(['answer 2', 'answer 2']);
    expect(cache.hits).toBe(2);
  });

  it('keeps keys apart', async () => {
    const cache = aCache();
    expect([await ask(cache, 'one'), await ask(cache, 'two'), await ask(cache, 'one')]).toEqual([
      'answer 1',
      'answer 2',
      'answer 1',
    ]);
  });

  it('keeps nothing that is not reusable, and gives it to nobody else', async () => {
    const cache = aCache();
    const failing = async () => {
      made += 1;
      return answerOf(`failure ${made}`, false);
    };
    const bodies = await Promise.all([1, 2, 3].map(() => cache.answer('key', failing)));
    expect(bodies.map(textOf).sort()).toEqual(['failure 1', 'failure 2', 'failure 3']);
    expect(cache.size).toBe(0);
  });

  it('makes one answer for all who ask at one version while it is being made', async () => {
    const cache = aCache();
    const gate = aGate();
    const slow = async () => {
      await gate.opened;
      return make();
    };
    const asked = [1, 2, 3].map(() => cache.answer('key', slow));
    gate.open();
    expect((await Promise.all(asked)).map(textOf)).toEqual(['answer 1', 'answer 1', 'answer 1']);
  });

  it('gives nobody an answer that was begun before something happened that they may know of', async () => {
    const cache = aCache();
    const gate = aGate();
    const before = cache.answer('key', async () => {
      await gate.opened;
      return answerOf('old');
    });
    await Promise.resolve();
    version = '2';
    const after = cache.answer('key', async () => answerOf('new'));
    expect(textOf(await after)).toBe('new');
    gate.open();
    expect(textOf(await before)).toBe('old');
    // The late one has not taken the place of the newer one.
    expect(await ask(cache)).toBe('new');
  });

  it('lets those go on who waited for an answer that failed', async () => {
    const cache = aCache();
    const gate = aGate();
    const first = cache.answer('key', async () => {
      await gate.opened;
      throw new Error('database away');
    });
    const second = cache.answer('key', make);
    gate.open();
    await expect(first).rejects.toThrow('database away');
    expect(textOf(await second)).toBe('answer 1');
  });

  it('takes no more memory than it may, and forgets what was longest not asked for', async () => {
    const cache = aCache(10_000);
    const large = (text: string) => async () => answerOf(text.repeat(600));
    for (const key of ['a', 'b', 'c', 'd']) await cache.answer(key, large(key));
    await cache.answer('a', make);
    await cache.answer('e', large('e'));
    expect(cache.size).toBeLessThanOrEqual(10_000);
    expect(textOf(await cache.answer('a', make)).slice(0, 3)).toBe('aaa');
    expect(textOf(await cache.answer('b', make))).toBe('answer 1');
  });

  it('keeps no answer that is a large part of it', async () => {
    const cache = aCache(10_000);
    await cache.answer('key', async () => answerOf('x'.repeat(3_000)));
    expect(cache.size).toBe(0);
  });

  it('makes an answer anew after its time, whatever the version', async () => {
    const cache = aCache(100_000, 1);
    expect(await ask(cache)).toBe('answer 1');
    await until(async () => (await ask(cache)) === 'answer 2');
  });
});

describe('with a database', () => {
  const schema: GraphQLSchema = makeSchema();
  let server: TestServer;
  beforeAll(async () => {
    server = await aServer({ MAX_COST: '1000000', MAX_TOKENS: '100000', BODY_LIMIT_BYTES: '1000000', MAX_DEPTH: '20' });
  });
  afterAll(() => server.close());
  const hits = () => server.app.results?.hits ?? 0;

  describe('LogVersion', () => {
    it('reads once for all who ask together, and again for who asks while a read is on its way', async () => {
      const { db } = server.database;
      const log = new LogVersion(db);
      const statements = await statementsOf(db, async () => {
        await Promise.all([log.read(), log.read(), log.read()]);
      });
      expect(statements).toHaveLength(1);
      const first = log.read();
      await new Promise(setImmediate);
      await new Promise(setImmediate);
      const hall = await aHall(db);
      await anOpenPoll(hall);
      expect((await log.read()).total).not.toBe((await first).total);
      const elsewhere = await aHall(db);
      const before = await log.read([hall.conference.id]);
      await anOpenPoll(elsewhere);
      const after = await log.read([hall.conference.id]);
      expect(after.total).not.toBe(before.total);
      expect(after.of([hall.conference.id])).toBe(before.of([hall.conference.id]));
      expect(after.of([elsewhere.conference.id])).toBeNull();
      await anOpenPoll(hall);
      const own = await log.read([hall.conference.id]);
      expect(own.of([hall.conference.id])).not.toBe(after.of([hall.conference.id]));
    });
  });

  /** A page of one conference: nothing of it depends on another one's votes. */
  const page = `query ($slug: String!) { conference(slug: $slug) { slug state sequence bloc { slug name { vi } }
    attendance { present } proposals { nodes { state member { code } award { code } } }
    polls { nodes { id state tally { cast } roll(first: 5) { nodes { voted member { code } } } } }
    pact { state board { signed slots { member { code } } } } } }`;

  /** Documents that show all there is at the hall, of every bloc and every conference, each for this viewer. */
  const documentsFor = (viewer: Viewer, hall: Hall) => [
    {
      document: `query ($slug: String!) { conference(slug: $slug) ${everythingBelow(schema, 'Conference', viewer, 2)} }`,
      variables: { slug: hall.conference.slug },
    },
    {
      document: `query ($slug: String!) { bloc(slug: $slug) ${everythingBelow(schema, 'Bloc', viewer, 1)} }`,
      variables: { slug: hall.bloc.slug },
    },
    {
      document: `{ conferences(first: 100) { nodes ${everythingBelow(schema, 'Conference', viewer, 0)} } blocs(first: 100) { nodes ${everythingBelow(schema, 'Bloc', viewer, 0)} } awards ${everythingBelow(schema, 'Award', viewer, 1)} }`,
      variables: {},
    },
  ];

  it('every act is seen by the next query: the answer that may be kept is the one just made', async () => {
    const hall = await aHall(server.database.db, { state: ConferenceState.PLANNED, newcomers: 1, present: 0 });
    const viewers = [publicViewer, hall.observer, hall.administrator];
    const covered = new Set<string>();

    async function compareAll(): Promise<void> {
      for (const viewer of viewers) {
        for (const { document, variables } of documentsFor(viewer, hall)) {
          const asked = viewer === publicViewer ? undefined : viewer;
          const first = await server.ask(document, variables, asked);
          expect(first.errors?.slice(0, 3)).toBe(undefined);
          const before = hits();
          const again = await server.ask(document, variables, asked);
          expect(hits()).toBe(before + 1);
          const fresh = await dataOf(schema, server.database.db, { document, variables, viewer });
          expect(first.data).toEqual(fresh);
          expect(again.data).toEqual(fresh);
        }
      }
    }

    async function act(
      name: string,
      input: object | null,
      viewer?: Viewer,
      selection = '{ __typename }',
    ): Promise<any> {
      covered.add(name);
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
      const document = input
        ? `mutation ($input: ${type}) { ${name}(input: $input) ${selection} }`
        : `mutation { ${name} }`;
      const answer = await server.ask(document, input ? { input } : {}, viewer);
      expect([name, answer.errors]).toEqual([name, undefined]);
      await compareAll();
      return answer.data[name];
    }
    const subject = '{ subjectId }';
    const conferenceId = hall.conference.id;
    const title = { vi: 'Việc chung' };

    await compareAll();
    const badge = { role: 'OBSERVER', conferenceId, name: 'Khách mời' };
    const { code, account } = await act('issueBadge', badge, hall.secretary, '{ code account { id } }');
    await act('signIn', { code });
    await act('revokeAccount', { accountId: account.id }, hall.secretary);
    await act('issueApiKey', { name: 'Bảng điện tử', scopes: ['READ'] }, hall.administrator);
    await act('openConference', { conferenceId }, hall.chair);
    for (const person of hall.people.slice(0, 6))
      await act('checkIn', { conferenceId, delegateId: person.id }, hall.secretary);
    await act('checkOut', { conferenceId, delegateId: at(hall.people, 5).id }, hall.secretary);
    await act('startAgendaItem', { itemId: at(hall.agenda, 0).id }, hall.secretary);
    await act('finishAgendaItem', { itemId: at(hall.agenda, 0).id }, hall.secretary);
    const draft = { conferenceId, title, articles: [{ heading: title, text: title }] };
    const { subjectId: pactId } = await act('draftPact', draft, hall.secretary, subject);
    await act('openPact', { pactId }, hall.chair);
    const { data } = await server.ask(`{ pact(id: "${pactId}") { textHash } }`);
    await act('signPact', { pactId, textHash: data.pact.textHash }, hall.delegates[0]);
    await act('withdrawSignature', { pactId, reason: 'Ký nhầm' }, hall.delegates[0]);
    const { subjectId: pollId } = await act('createPoll', { conferenceId, question: title }, hall.secretary, subject);
    await act('openPoll', { pollId }, hall.chair);
    await act('castBallot', { pollId, choices: ['YES'] }, hall.delegates[1]);
    await act('closePoll', { pollId }, hall.chair);
    await act('voidPoll', { pollId, reason: 'Nhầm câu hỏi' }, hall.chair);
    const proposal = { conferenceId, awardCode: 'CO_TD_CHINH_PHU', memberId: at(hall.members, 0).id };
    const { subjectId: proposalId } = await act('proposeAward', proposal, hall.secretary, subject);
    await act('recordDecision', { proposalId, step: 'AGREED', note: title }, hall.secretary);
    const [leaderId, deputyId] = [at(hall.members, 0).id, at(hall.members, 1).id];
    await act(
      'appointLeadership',
      { conferenceId, year: 2026, leaderId, deputyIds: [deputyId], mode: 'ROTATION' },
      hall.chair,
    );
    const byHand = await act('createPoll', { conferenceId, question: title }, hall.secretary, subject);
    await act('openPoll', { pollId: byHand.subjectId }, hall.chair);
    const counts = { method: 'PAPER', cast: 3, votes: [{ code: 'YES', votes: 3 }] };
    await act('recordPollResult', { pollId: byHand.subjectId, ...counts }, hall.secretary);
    await act('closeConference', { conferenceId }, hall.chair);
    const rehearse = { conferenceId, play: false };
    const rehearsal = await act('startRehearsal', rehearse, hall.administrator, '{ conferenceId }');
    await act('stopRehearsal', { conferenceId: rehearsal.conferenceId }, hall.administrator);
    const [oldest] = shippedConferences();
    const text = readFileSync(oldest as string, 'utf8');
    await act('importConference', { text }, hall.administrator);
    viewers.splice(viewers.indexOf(hall.observer), 1);
    await act('signOut', null, hall.observer);

    expect([...covered].sort()).toEqual(Object.keys(schema.getMutationType()?.getFields() ?? {}).sort());
  }, 120_000);

  it('an answer about one conference holds while another one votes, and not when its own does', async () => {
    const [here, there] = [await aHall(server.database.db), await aHall(server.database.db)];
    const [ours, theirs] = [await anOpenPoll(here), await anOpenPoll(there)];
    const ask = () => server.ask(page, { slug: here.conference.slug });
    const castIn = (answer: Awaited<ReturnType<typeof ask>>) => answer.data.conference.polls.nodes[0].tally.cast;
    for (let n = 0; n < 2; n += 1) await ask();
    for (let n = 0; n < 3; n += 1) {
      const before = hits();
      await vote(there, theirs, n, ['YES']);
      await ask();
      expect(hits()).toBe(before + 1);
    }
    const before = hits();
    await vote(here, ours, 0, ['YES']);
    expect(castIn(await ask())).toBe(1);
    expect(hits()).toBe(before);
    // What may reach further counts for all.
    await ask();
    const badge = 'mutation ($input: IssueBadgeInput!) { issueBadge(input: $input) { code } }';
    const input = { role: 'OBSERVER', conferenceId: there.conference.id };
    expect((await server.ask(badge, { input }, there.secretary)).errors).toBeUndefined();
    const after = hits();
    await ask();
    expect(hits()).toBe(after);
  });

  it('no answer is older than an act acknowledged before it was asked for, on whichever of two nodes', async () => {
    const { url } = server.database;
    const other: App = await startApp(readConfig({ PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: url }));
    try {
      const hall = await aHall(server.database.db, { members: 30 });
      const pollId = await anOpenPoll(hall);
      const query = 'query ($id: ID!) { poll(id: $id) { tally { cast options { votes } } } }';
      const castAt = async (node: App): Promise<number> => {
        const response = await fetch(`${node.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables: { id: pollId } }),
        });
        return ((await response.json()) as any).data.poll.tally.cast;
      };
      let acknowledged = 0;
      let voting = true;
      const voters = (async () => {
        for (const n of hall.members.keys()) {
          await vote(hall, pollId, n, ['YES']);
          acknowledged = n + 1;
        }
        voting = false;
      })();
      const stale: [number, number][] = [];
      const readers = [server.app, other, server.app, other].map(async (node) => {
        while (voting) {
          const known = acknowledged;
          const cast = await castAt(node);
          if (cast < known) stale.push([cast, known]);
        }
      });
      await Promise.all([voters, ...readers]);
      expect(stale).toEqual([]);
      const before = [server.app.results?.hits, other.results?.hits];
      expect([await castAt(server.app), await castAt(other), await castAt(server.app), await castAt(other)]).toEqual([
        30, 30, 30, 30,
      ]);
      expect(server.app.results?.hits).toBeGreaterThan(before[0] ?? 0);
      expect(other.results?.hits).toBeGreaterThan(before[1] ?? 0);
    } finally {
      await other.close();
    }
  });

  it('never keeps what is somebody’s own, a clock, or an error', async () => {
    const hall = await aHall(server.database.db);
    const before = hits();
    for (let n = 0; n < 2; n += 1) {
      await server.ask('{ me { role } }', {}, hall.observer);
      await server.ask('{ serverTime }');
      await server.ask('{ poll(id: "00000000-0000-4000-8000-00000000abcd") { id } }');
      await server.ask('query ($slug: String!) { conference(slug: $slug) { pact { maySign } slug } }', {
        slug: hall.conference.slug,
      });
    }
    expect(hits()).toBe(before);
  });

  it('never shows one audience what another was shown', async () => {
    const hall = await aHall(server.database.db, { visibility: 'PARTICIPANTS' as never });
    const query = 'query ($slug: String!) { conference(slug: $slug) { slug } }';
    const variables = { slug: hall.conference.slug };
    const seen = async (viewer?: Viewer) => (await server.ask(query, variables, viewer)).data.conference?.slug ?? null;
    const outsider = await aHall(server.database.db);
    expect(await seen(hall.observer)).toBe(hall.conference.slug);
    expect([await seen(), await seen(outsider.observer), await seen(hall.administrator)]).toEqual([
      null,
      null,
      hall.conference.slug,
    ]);
  });
});
