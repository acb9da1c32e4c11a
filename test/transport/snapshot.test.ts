import { get as ask, type IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import { startApp } from '../../src/app/start';
import { checkIn } from '../../src/conference/check-in';
import { checkOut } from '../../src/conference/check-out';
import { Visibility } from '../../src/conference/conference';
import { startAgendaItem } from '../../src/conference/start-agenda-item';
import { readConfig } from '../../src/config/config';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { SerializedResult } from '../../src/graphql/serialized-result';
import { draftPact } from '../../src/pact/draft-pact';
import { openPact } from '../../src/pact/open-pact';
import { Pact } from '../../src/pact/pact';
import { signPact } from '../../src/pact/sign-pact';
import { PollState } from '../../src/poll/poll';
import { defaultRule } from '../../src/poll/rules';
import { makeSchema } from '../../src/schema';
import { serveSnapshots } from '../../src/transport/snapshot';
import { closePoll, openPoll } from '../support/acts';
import { aDraftPoll, anOpenPoll, vote } from '../support/ballots';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';
import { aPoll } from '../support/poll';
import { aServer, type TestServer } from '../support/server';
import { statementsOf } from '../support/statements';

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  // The document of the snapshot is the server's own: no limit on those of others may touch it.
  server = await aServer({ MAX_DEPTH: '2', MAX_COST: '10', MAX_TOKENS: '50' });
});
beforeEach(async () => {
  hall = await aHall(server.database.db);
});
afterAll(() => server.close());

const get = (slug = hall.conference.slug, headers: Record<string, string> = {}, base = server.app.url) =>
  fetch(`${base}/conferences/${slug}/snapshot.json`, { headers: { 'accept-encoding': 'identity', ...headers } });
const tagOf = async (response: Response | Promise<Response>) => (await response).headers.get('etag') ?? '';

describe('the public snapshot of a conference', () => {
  it('shows the whole small state at its sequence, to any site and any CDN', async () => {
    const id = await anOpenPoll(hall, { liveTally: true });
    await vote(hall, id, 0, ['YES']);
    const response = await get();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
      'cache-control': expect.stringMatching(/^public, max-age=1, stale-while-revalidate=\d+/),
      etag: expect.stringMatching(/^"3-[\w-]+"$/),
      vary: 'accept-encoding',
    });
    const { conference } = (await response.json()) as any;
    expect(conference).toMatchObject({
      id: hall.conference.id,
      sequence: 3,
      state: 'OPEN',
      attendance: { present: 6, membersPresent: 5 },
      agenda: [{ ordinal: 1 }, { ordinal: 2 }, { ordinal: 3 }],
      pact: null,
      polls: [{ id, state: 'OPEN', tally: { cast: 1, shown: true } }],
    });
  });

  it('says by what rule and when, as the graph does', async () => {
    const rule = { ...defaultRule(false), passNumerator: 3, passDenominator: 4, passStrict: false, seats: null };
    const pollId = await aDraftPoll(hall, { rule });
    await openPoll(hall.db, hall.chair, { pollId, minutes: 5, closesByItself: true, idempotencyKey: null });
    const words = { vi: 'Giao ước', en: null };
    const draft = { conferenceId: hall.conference.id, title: words, articles: [{ heading: words, text: words }] };
    const { subject: pactId } = await draftPact(hall.db, hall.secretary, { ...draft, targets: [] } as never);
    await openPact(hall.db, hall.chair, { pactId, idempotencyKey: null });
    const { textHash } = await hall.db.manager.findOneByOrFail(Pact, { id: pactId });
    for (let n = 0; n < 5; n += 1)
      await signPact(hall.db, at(hall.delegates, n), { pactId, textHash: textHash ?? '', idempotencyKey: null });
    const ofPoll = `maxChoices opensAt dueAt closesByItself secondBallot rule { electorate quorumNumerator quorumDenominator
      passNumerator passDenominator passStrict base seats floor tieOrder selfVote doubleMajority weights { weight } }`;
    const ofPact = 'settledAt inForceAt rule { kind signatures from } board { signed parties needed missing }';
    const told = `query ($id: ID!, $pact: ID!) { poll(id: $id) { ${ofPoll} } pact(id: $pact) { ${ofPact} } }`;
    const { poll, pact } = (await dataOf(makeSchema(), hall.db, {
      document: told,
      variables: { id: pollId, pact: pactId },
      viewer: publicViewer,
    })) as any;
    const { conference } = (await (await get()).json()) as any;
    expect(conference.polls[0]).toMatchObject(poll);
    expect(conference.pact).toMatchObject(pact);
    expect(poll).toMatchObject({ dueAt: expect.any(String), rule: { passNumerator: 3, passDenominator: 4 } });
    expect(pact).toMatchObject({ settledAt: expect.any(String), rule: { kind: 'ALL_PARTIES' } });
  });

  it('has every poll, however many pages they are', async () => {
    for (let ordinal = 1; ordinal <= 203; ordinal += 1)
      await aPoll(hall.db, { conferenceId: hall.conference.id, ordinal, state: PollState.DRAFT });
    const { conference } = (await (await get()).json()) as {
      conference: { polls: { ordinal: number }[]; proposals: [] };
    };
    expect(conference.polls.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 203 }, (_, n) => n + 1));
    expect(conference.proposals).toEqual([]);
  });

  it('is another one after each act, at once, and 304 until the next', async () => {
    const pollId = await anOpenPoll(hall);
    const input = { conferenceId: hall.conference.id, delegateId: at(hall.people, 0).id, idempotencyKey: null };
    const acts = [
      () => vote(hall, pollId, 1, ['NO']),
      () => checkOut(hall.db, hall.secretary, input),
      () => checkIn(hall.db, hall.secretary, input),
      () => startAgendaItem(hall.db, hall.secretary, { itemId: at(hall.agenda, 0).id, idempotencyKey: null }),
      () => closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null }),
    ];
    let before = await tagOf(get());
    for (const act of acts) {
      const { sequence } = await act();
      const changed = await get(undefined, { 'if-none-match': before });
      expect([changed.status, ((await changed.json()) as any).conference.sequence]).toEqual([200, sequence]);
      before = await tagOf(changed);
      for (const known of [before, `W/${before}`, `"other", ${before}`, '*']) {
        const same = await get(undefined, { 'if-none-match': known });
        expect([same.status, await same.text(), await tagOf(same)]).toEqual([304, '', before]);
        expect(same.headers.get('access-control-allow-origin')).toBe('*');
      }
    }
  });

  it('tells a page of any origin that there is none, too', async () => {
    for (const slug of ['khong-co', 'Khong_Co']) {
      const none = await get(slug, { origin: 'https://app.example' });
      expect([none.status, none.headers.get('access-control-allow-origin')]).toEqual([404, '*']);
    }
  });

  it('costs one statement while nothing happens, and one making for all who ask together', async () => {
    const slug = hall.conference.slug;
    const watched = await startApp(readConfig({ PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: server.database.url }));
    try {
      const selects = (statements: readonly string[]) =>
        statements.filter((each) => /attendance|from delegate/i.test(each));
      const first = await statementsOf(watched.db, () =>
        Promise.all(Array.from({ length: 20 }, () => get(slug, {}, watched.url))),
      );
      const once = selects(first).length;
      const alone = selects(await statementsOf(watched.db, () => get(slug, {}, watched.url)));
      expect(alone).toEqual([]);
      await anOpenPoll(hall);
      const again = await statementsOf(watched.db, () => get(slug, {}, watched.url));
      expect(selects(again)).toHaveLength(once);
      const idle = await statementsOf(watched.db, () => get(slug, {}, watched.url));
      expect(idle).toEqual([expect.stringContaining('from log_head')]);
    } finally {
      await watched.close();
    }
  });

  it('hides what is hidden from the public: tallies that do not run live, names of electors', async () => {
    const pollId = await anOpenPoll(hall, { liveTally: false });
    await vote(hall, pollId, 0, ['YES']);
    const text = await (await get()).text();
    expect(JSON.parse(text).conference.polls[0].tally).toMatchObject({
      cast: 1,
      shown: false,
      blank: null,
      options: [{ votes: null }, { votes: null }, { votes: null }],
    });
    expect(text).not.toMatch(/Đại biểu|choices|accountId/);
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    const closed = (await (await get()).json()) as any;
    expect(closed.conference.polls[0].tally).toMatchObject({ shown: true, outcome: 'REJECTED' });
  });

  it('is not there for a conference that is not public, whoever asks, nor for one that is not there', async () => {
    const closed = await aHall(server.database.db, { visibility: Visibility.PARTICIPANTS });
    const authorization = `Bearer ${await server.token(closed.observer)}`;
    for (const response of [await get(closed.conference.slug, { authorization }), await get('khong-co')]) {
      expect([response.status, ((await response.json()) as any).errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
      expect(response.headers.get('etag')).toBeNull();
    }
  });

  it.each([
    '%00',
    `${'%00'}khong-co`,
    '..',
    '%2e%2e%2fetc',
    'a%2fb',
    'A',
    'a--b',
    '-a',
    "'--",
    '%20',
    '%0d%0aset-cookie:x',
    'khong-c%C3%B3',
    '%F0%9F%98%80',
    'x'.repeat(99),
    'x'.repeat(5_000),
    '__proto__',
  ])('is not there for what is no name of a conference: %.30s', async (slug) => {
    // As it is written: fetch would resolve dots before it asks.
    const { hostname, port } = new URL(server.app.url);
    const path = `/conferences/${slug}/snapshot.json`;
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      ask({ hostname, port, path }, resolve).on('error', reject),
    );
    let body = '';
    for await (const chunk of response) body += chunk;
    expect([response.statusCode, JSON.parse(body).errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
    expect(response.headers['set-cookie']).toBeUndefined();
  });

  it('is a bad request where the address is no address', async () => {
    const response = await fetch(`${server.app.url}/conferences/%E0%A4%A/snapshot.json`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('comes compressed under a tag of its own', async () => {
    const plain = await get();
    const packed = await get(undefined, { 'accept-encoding': 'gzip' });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(await packed.text()).toBe(await plain.text());
    expect(await tagOf(packed)).toBe((await tagOf(plain)).replace(/"$/, '-gz"'));
    expect((await get(undefined, { 'if-none-match': await tagOf(packed) })).status).toBe(200);
    expect((await get(undefined, { 'accept-encoding': 'gzip', 'if-none-match': await tagOf(packed) })).status).toBe(
      304,
    );
  });

  it('has the same tag on every node', async () => {
    await anOpenPoll(hall);
    const other = await startApp(readConfig({ PORT: '0', LOG_LEVEL: 'silent', DATABASE_URL: server.database.url }));
    try {
      expect(await tagOf(get(undefined, {}, other.url))).toBe(await tagOf(get()));
    } finally {
      await other.close();
    }
  });

  it('is not the one kept once the public may not see it', async () => {
    const kept = new SerializedResult('{"conference":{"sequence":1}}');
    const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    const answers = [
      async () => kept,
      async () => Promise.reject(away),
      async () => null,
      async () => Promise.reject(away),
    ];
    const app = Fastify() as unknown as FastifyInstance;
    serveSnapshots(app, { read: () => (answers.shift() as () => Promise<SerializedResult | null>)() });
    const statuses = [];
    for (let ask = 0; ask < 4; ask += 1)
      statuses.push((await app.inject('/conferences/hoi-nghi/snapshot.json')).statusCode);
    expect(statuses.map((status) => status === 200)).toEqual([true, true, false, false]);
    await app.close();
  });
});
