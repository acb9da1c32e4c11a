import { setClock } from '../../src/clock';
import { type Code, codes } from '../../src/errors/codes';
import { Refusal } from '../../src/errors/refusal';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { BallotBox } from '../../src/poll/ballot-box';
import { aDraftPoll, anOpenPoll, vote } from '../support/ballots';
import { aHall, at, type Hall } from '../support/hall';
import { blot, expectWhole, type Question, Refusals, type Shown } from '../support/refusals';
import { aServer, type TestServer } from '../support/server';

interface Row {
  readonly code: Code;
  /** What tells it from other rows of the code. */
  readonly case?: string;
  /** Asked when the hall is there. */
  readonly ask: () => Question;
  /** Nobody when it is left out. */
  readonly as?: () => Viewer;
  /** Status of a POST: that of docs/errors.md for what is refused as a whole, 200 for what an execution came to. */
  readonly status: number;
}

let server: TestServer;
let hall: Hall;
const refusals = new Refusals(() => server);
let open: string;
let draft: string;
let putClockBack: () => void = () => undefined;

beforeAll(async () => {
  server = await aServer({ PUBLIC_BUDGET: '1000', PUBLIC_LIVE_GROUPS: '0', MAX_TOKENS: '5000', LOG_LEVEL: 'silent' });
  hall = await aHall(server.database.db, { members: 5, present: 4 });
  open = await anOpenPoll(hall);
  draft = await aDraftPoll(hall);
  await vote(hall, open, 0, ['YES']);
  await aDraftPoll(hall, { idempotencyKey: 'used-before' });
  await server.database.db.query(
    `create function fail_as_told() returns trigger language plpgsql as $$
     begin
       if new.question->>'vi' = 'đĩa đầy' then raise exception 'disk full' using errcode = '53100'; end if;
       if new.question->>'vi' = 'quá tải' then raise exception 'too many connections' using errcode = '53300'; end if;
       if new.question->>'vi' = 'hỏng' then raise exception 'broken' using errcode = 'XX000'; end if;
       return new;
     end $$;
     create trigger fail_as_told before insert on poll for each row execute function fail_as_told()`,
  );
  // Tries that failed a moment ago, however long the rest takes.
  const at = new Date();
  putClockBack = setClock(() => at);
  const guess = `mutation { signIn(input: { code: "ZZZZ-ZZZZ-ZZZZ" }) { token } }`;
  for (let n = 0; n < 10; n += 1) await server.ask(guess);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await refusals.hangUp();
});
afterAll(async () => {
  putClockBack();
  await server.close();
});

const nowhere = '00000000-0000-4000-8000-00000000abcd';
const two = 'query One { blocs { totalCount } } query Two { awards { code } }';
const openIt = 'mutation ($id: ID!) { openConference(input: { conferenceId: $id }) { receipt { sequence } } }';
const cast = 'mutation ($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence } } }';
const create = 'mutation ($input: CreatePollInput!) { createPoll(input: $input) { receipt { sequence } } }';
const signIn = 'mutation ($code: String!) { signIn(input: { code: $code }) { token } }';
const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence } }';
const log = 'subscription ($id: ID!, $after: Int!) { conferenceEvents(conferenceId: $id, after: $after) { sequence } }';
const member = 'members { id code ordinal shortName { vi en } officialName { vi en } }';
const heavy = `query ($slug: String!) { ${Array.from({ length: 45 }, (_, n) => `a${n}: conference(slug: $slug) { ${member} }`).join(' ')} }`;
const deep = `{ blocs { nodes { ${'conferences { nodes { bloc { '.repeat(5)} slug ${'} } }'.repeat(5)} } } }`;

const mixed =
  '{ conference(slug: "x") { asOf(sequence: 1) { state } results { nodes { version(knownAt: "2026-01-01T00:00:00Z") { raw } } } } }';

const poll = (vi: string, more: object = {}) => ({
  input: { conferenceId: hall.conference.id, question: { vi }, ...more },
});
const ballot = (pollId: string, choices = ['YES']) => ({ input: { pollId, choices } });
const refusedByAct = (code: Code, as: (() => Viewer) | null, query: string, variables: () => object): Row => ({
  code,
  ask: () => ({ query, variables: variables() as Record<string, unknown> }),
  status: 200,
  ...(as ? { as } : {}),
});
const refused = (code: Code, ask: Question, more: Partial<Row> = {}): Row => ({
  code,
  ask: () => ask,
  status: codes[code].status,
  ...more,
});
const conferenceId = () => ({ id: hall.conference.id });
const elector = (n: number) => () => at(hall.delegates as Viewer[], n);
const secretary = () => hall.secretary;
const persistedQuery = { version: 1, sha256Hash: 'x' };

/** Operations any transport carries. */
const rows: readonly Row[] = [
  refused('GRAPHQL_PARSE_FAILED', { query: '{ blocs {' }),
  refused('GRAPHQL_VALIDATION_FAILED', { query: '{ password }' }),
  refused('DOCUMENT_TOO_LARGE', { query: deep }),
  refused('AXES_MIXED', { query: mixed }),
  refused(
    'DOCUMENT_TOO_LARGE',
    { query: 'mutation { a: signOut { receipt { sequence } } b: signOut { receipt { sequence } } }' },
    { case: 'two acts' },
  ),
  refused('OPERATION_RESOLUTION_FAILURE', { query: two }),
  refused('OPERATION_RESOLUTION_FAILURE', { query: two, operationName: 'Three' }, { case: 'no such operation' }),
  refused('PERSISTED_QUERY_NOT_SUPPORTED', { query: '{ __typename }', extensions: { persistedQuery } }),
  refused(
    'PERSISTED_QUERY_NOT_SUPPORTED',
    { query: '', extensions: { persistedQuery } },
    { case: 'by its hash alone' },
  ),
  refused('BAD_USER_INPUT', { query: 'query ($i: ID!) { node(id: $i) { id } }' }, { case: 'no variable' }),
  refused(
    'BAD_USER_INPUT',
    { query: 'query ($i: Int!) { blocs(first: $i) { totalCount } }', variables: { i: 'x' } },
    { case: 'a variable of another type' },
  ),
  { ...refusedByAct('BAD_USER_INPUT', secretary, create, () => poll('')), case: 'an argument of the wrong form' },
  refusedByAct('OVER_BUDGET', null, heavy, () => ({ slug: hall.conference.slug })),
  refusedByAct('UNAUTHENTICATED', null, openIt, conferenceId),
  refusedByAct('FORBIDDEN', () => hall.observer, openIt, conferenceId),
  refusedByAct(
    'NOT_FOUND',
    () => hall.chair,
    openIt,
    () => ({ id: nowhere }),
  ),
  refusedByAct('BADGE_INVALID', null, signIn, () => ({ code: 'YYYY-YYYY-YYYY' })),
  refusedByAct('TOO_MANY_TRIES', null, signIn, () => ({ code: 'ZZZZ-ZZZZ-ZZZZ' })),
  refusedByAct('CONFERENCE_STATE', () => hall.chair, openIt, conferenceId),
  refusedByAct('ALREADY_VOTED', elector(0), cast, () => ballot(open, ['NO'])),
  refusedByAct('POLL_NOT_OPEN', elector(0), cast, () => ballot(draft)),
  refusedByAct('BALLOT_INVALID', elector(1), cast, () => ballot(open, ['MAYBE'])),
  refusedByAct('NOT_PRESENT', elector(4), cast, () => ballot(open)),
  refusedByAct('IDEMPOTENCY_MISMATCH', secretary, create, () => poll('Khác?', { idempotencyKey: 'used-before' })),
  { ...refusedByAct('READ_ONLY', secretary, create, () => poll('đĩa đầy')), status: 503 },
  { ...refusedByAct('BUSY', secretary, create, () => poll('quá tải')), status: 503 },
  refusedByAct('INTERNAL_SERVER_ERROR', secretary, create, () => poll('hỏng')),
];

/** Subscriptions, which a POST refuses. */
const followed: readonly Row[] = [
  { ...refusedByAct('TOO_MANY_SUBSCRIPTIONS', null, tally, () => ({ id: open })), status: 400 },
  { ...refusedByAct('LOG_POSITION_AHEAD', null, log, () => ({ ...conferenceId(), after: 9_999 })), status: 400 },
  {
    ...refusedByAct('LOG_POSITION_AHEAD', null, log, () => ({ ...conferenceId(), after: -1 })),
    status: 400,
    case: 'before the beginning',
  },
  { ...refusedByAct('NOT_FOUND', null, tally, () => ({ id: nowhere })), status: 400 },
  refused('BAD_USER_INPUT', { query: tally }),
  refused('GRAPHQL_VALIDATION_FAILED', { query: 'subscription { password }' }),
];

/** Not an answer to an operation that every transport could carry, and why. */
const elsewhere: Partial<Record<Code, string>> = {
  BODY_TOO_LARGE: 'of an HTTP body; a socket that sends too large a message is closed with 1009',
  UNSUPPORTED_MEDIA_TYPE: 'of an HTTP body; messages of a socket have no type',
  TOO_MANY_CONNECTIONS: 'of a connection: 429 for a stream, 4429 for a socket (limits.test.ts, sse.test.ts)',
  TOO_SLOW: 'of a connection that does not drain (backpressure.test.ts); a POST has one answer',
  BAD_REQUEST: 'of a request that is no operation: below',
  RATE_LIMITED: 'below, since it spoils all others',
  DOCUMENT_NOT_LISTED: 'listed-documents.test.ts',
};

const told = [...rows, ...followed].map(({ code }) => code);
/** What no row above meets: it is thrown in an act that does nothing else. */
const others = (Object.keys(codes) as Code[]).filter((code) => !told.includes(code) && !(code in elsewhere));

describe('a refusal', () => {
  const named = (list: readonly Row[]) =>
    list.map((row) => [row.case ? `${row.code}, ${row.case}` : row.code, row] as const);

  it.each(named(rows))('is the same by POST, socket and both event streams: %s', async (_, row) => {
    expect(await refusals.byAll(row.ask(), row.code, row.as?.())).toBe(row.status);
  });

  it.each(named(followed))('of a subscription is the same by socket and event streams: %s', async (_, row) => {
    const [ask, as] = [row.ask(), row.as?.()];
    await refusals.byLines(ask, row.code, as);
    const posted = await refusals.byPost(ask, as);
    expect(posted.status).toBe(row.status);
    expectWhole(posted.errors, row.code === 'GRAPHQL_VALIDATION_FAILED' ? row.code : 'BAD_REQUEST');
  });

  it.each(others)('of any other code that an act may throw is the same: %s', async (code) => {
    jest.spyOn(BallotBox.prototype, 'cast').mockRejectedValue(new Refusal(code, { told: code }));
    const ask = { query: cast, variables: ballot(open) };
    const status = await refusals.byAll(ask, code, elector(1)());
    expect(status).toBe(codes[code].status === 503 ? 503 : 200);
  });

  it('is left out here for a reason only', () => {
    expect(Object.keys(elsewhere).filter((code) => told.includes(code as Code))).toEqual([]);
    expect(others.length).toBeGreaterThan(40);
  });

  it('says what to do, in both languages', () => {
    const en =
      /\b(Ask|Check|Close|Connect|Correct|Draft|End|Finish|Go on|Leave|Let|Make|Open|Read|Send|Sign|Stop|Try|Void|Wait|close|compare|send|stop|read|may be tried)\b/;
    const vi = /[Hh]ãy |Cứ tiếp tục|Có thể /;
    for (const [code, { meaning }] of Object.entries(codes))
      expect([code, meaning]).toEqual([code, { en: expect.stringMatching(en), vi: expect.stringMatching(vi) }]);
  });
});

describe('what is no operation', () => {
  it('is refused by socket and stream in the same words', async () => {
    const socket = await refusals.bySocket({ query: '' });
    expectWhole(socket, 'BAD_REQUEST');
    for (const path of ['/graphql', '/graphql/stream']) {
      const response = await fetch(`${server.app.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: '{"query":""}',
      });
      expect(response.status).toBe(codes.BAD_REQUEST.status);
      const { errors } = (await response.json()) as { errors: readonly Shown[] };
      expectWhole(errors, 'BAD_REQUEST');
      expect(blot(errors)).toEqual(blot(socket));
    }
    // Apollo Server's own words (same-as-apollo.test.ts), with the rest as everywhere.
    const posted = await refusals.byPost({ query: '' });
    expect(posted.status).toBe(400);
    expectWhole(posted.errors, 'BAD_REQUEST');
  });
});

describe('a socket with as many operations as it may carry', () => {
  it('is told so in full before it is closed', async () => {
    const small = await aServer({ SUBSCRIPTIONS_PER_SOCKET: '2', LOG_LEVEL: 'silent' });
    try {
      const theirs = await aHall(small.database.db);
      const client = await small.socket(theirs.observer);
      const closed = new Promise<number>((resolve) =>
        client.on('closed', (event) => resolve((event as { code: number }).code)),
      );
      const variables = { id: theirs.conference.id, after: 0 };
      small.follow(client, log, variables);
      small.follow(client, log, variables);
      const third = (await small.follow(client, log, variables).failure()) as readonly Shown[];
      expectWhole(third, 'TOO_MANY_SUBSCRIPTIONS');
      expect(third).toMatchObject([
        { message: codes.TOO_MANY_SUBSCRIPTIONS.en, extensions: { facts: { subscriptionsPerSocket: 2 } } },
      ]);
      expect(await closed).toBe(4429);
    } finally {
      await small.close();
    }
  });
});

describe('an address over its pace', () => {
  it('is refused alike by POST, socket and both event streams, saying how long', async () => {
    const slow = await aServer({ ADDRESS_UNITS_PER_SECOND: '1000', LOG_LEVEL: 'silent' });
    const theirs = new Refusals(() => slow);
    try {
      // Reading so long a text costs a minute's worth; it is charged before it is read.
      await theirs.byPost({ query: `{ __typename } # ${'x'.repeat(60_000)}` });
      for (const query of ['{ __typename }', '{ serverTime }', tally]) {
        const ask = { query, variables: { id: nowhere } };
        const socket = await theirs.bySocket(ask);
        expectWhole(socket, 'RATE_LIMITED');
        expect(socket).toMatchObject([{ extensions: { facts: { waitSeconds: expect.any(Number) } } }]);
        const posted = await theirs.byPost(ask);
        expect(posted.status).toBe(codes.RATE_LIMITED.status);
        for (const heard of [
          posted.errors,
          await theirs.byStream('/graphql', ask),
          await theirs.byStream('/graphql/stream', ask),
        ]) {
          expectWhole(heard, 'RATE_LIMITED');
          expect(blot(heard)).toEqual(blot(socket));
        }
      }
    } finally {
      await theirs.hangUp();
      await slow.close();
    }
  });
});
