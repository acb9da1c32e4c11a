import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type Code, codes } from '../../src/errors/codes';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { aDraftPoll, anOpenPoll, vote } from '../support/ballots';
import { aHall, at, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

interface Question {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly extensions?: object;
}

interface Shown {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly requestId: string; readonly facts?: object };
}

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
const clients: Client[] = [];
let open: string;
let draft: string;

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
  const guess = `mutation { signIn(input: { code: "ZZZZ-ZZZZ-ZZZZ" }) { token } }`;
  for (let n = 0; n < 10; n += 1) await server.ask(guess);
});
afterEach(async () => {
  for (const client of clients.splice(0)) await Promise.resolve(client.dispose()).catch(() => undefined);
  await server.hangUp();
});
afterAll(() => server.close());

const nowhere = '00000000-0000-4000-8000-00000000abcd';
const two = 'query One { blocs { totalCount } } query Two { awards { code } }';
const openIt = 'mutation ($id: ID!) { openConference(input: { conferenceId: $id }) { sequence } }';
const cast = 'mutation ($input: CastBallotInput!) { castBallot(input: $input) { sequence } }';
const create = 'mutation ($input: CreatePollInput!) { createPoll(input: $input) { sequence } }';
const signIn = 'mutation ($code: String!) { signIn(input: { code: $code }) { token } }';
const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence } }';
const log = 'subscription ($id: ID!, $after: Int!) { conferenceEvents(conferenceId: $id, after: $after) { sequence } }';
const member = 'members { id code ordinal shortName { vi en } officialName { vi en } }';
const heavy = `query ($slug: String!) { ${Array.from({ length: 45 }, (_, n) => `a${n}: conference(slug: $slug) { ${member} }`).join(' ')} }`;
const deep = `{ blocs { nodes { ${'conferences { nodes { bloc { '.repeat(5)} slug ${'} } }'.repeat(5)} } } }`;

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
  refused('DOCUMENT_TOO_LARGE', { query: 'mutation { a: signOut b: signOut }' }, { case: 'two acts' }),
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
  refusedByAct('NOT_FOUND', null, 'query ($id: ID!) { poll(id: $id) { id } }', () => ({ id: nowhere })),
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
  { ...refusedByAct('NOT_FOUND', null, tally, () => ({ id: nowhere })), status: 400 },
  refused('BAD_USER_INPUT', { query: tally }),
  refused('GRAPHQL_VALIDATION_FAILED', { query: 'subscription { password }' }),
];

/** Refused by these acts as the table's ALREADY_VOTED is: a Refusal thrown in an execution, shown by one function. */
const byActs: readonly Code[] = [
  'CONFERENCE_NOT_OPEN',
  'POLLS_OPEN',
  'REHEARSAL_RUNNING',
  'NOT_A_REHEARSAL',
  'AGENDA_STATE',
  'ALREADY_PRESENT',
  'PACT_NOT_DRAFT',
  'PACT_NOT_OPEN',
  'PACT_EMPTY',
  'PACT_TEXT_CHANGED',
  'NO_MANDATE_TO_SIGN',
  'ALREADY_SIGNED',
  'NOT_SIGNED',
  'POLL_STATE',
  'NO_QUORUM',
  'SECRET_COUNTS',
  'TOO_FEW_BALLOTS',
  'ELECTORATE_TOO_SMALL',
  'NO_VOTE',
  'BALLOTS_CAST',
  'RESULT_INVALID',
  'PROPOSAL_EXISTS',
  'PROPOSAL_STATE',
  'FILE_INVALID',
  'FILE_CONFLICT',
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

const authorized = async (viewer?: Viewer): Promise<Record<string, string>> =>
  viewer ? { authorization: `Bearer ${await server.token(viewer)}` } : {};

interface Heard {
  readonly status: number;
  readonly errors: readonly Shown[];
}

async function byPost(ask: object, as?: Viewer, url = server.app.url): Promise<Heard> {
  const headers = { 'content-type': 'application/json', ...(await authorized(as)) };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(ask) });
  const { errors } = (await response.json()) as { errors: readonly Shown[] };
  return { status: response.status, errors };
}

async function byStream(path: string, ask: object, as?: Viewer, url = server.app.url): Promise<readonly Shown[]> {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream', ...(await authorized(as)) };
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(ask) });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  // Ends by itself: what is refused is over.
  const text = await response.text();
  expect(text).toMatch(/event: complete\ndata:\n\n$/);
  const [, data = ''] = /event: next\ndata: (.*)\n/.exec(text) ?? [];
  return (JSON.parse(data) as { errors: readonly Shown[] }).errors;
}

async function bySocket(ask: Question, as?: Viewer, url = server.app.url): Promise<readonly Shown[]> {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: await authorized(as),
  });
  clients.push(client);
  return new Promise((resolve, reject) => {
    client.subscribe(ask as never, {
      next: ({ errors }) => (errors ? resolve(errors as never) : reject(new Error('it was not refused'))),
      error: (failure) => (Array.isArray(failure) ? resolve(failure as never) : reject(failure)),
      complete: () => reject(new Error('it ended without a word')),
    });
  });
}

/** Without what differs each time. */
const blot = (errors: readonly Shown[]) =>
  JSON.parse(JSON.stringify(errors), (name, value) =>
    name === 'requestId' ? undefined : name === 'waitSeconds' ? typeof value : value,
  );

function expectWhole(errors: readonly Shown[], code: Code): void {
  const { vi, en } = codes[code];
  for (const error of errors) {
    expect(error).toMatchObject({ message: expect.any(String), extensions: { code, vi, en } });
    expect(error.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.stringify(error)).not.toMatch(/fail_as_told|disk full|broken|stack/);
  }
  expect(errors.length).toBeGreaterThan(0);
}

async function expectTheSame(row: Row, isFollowed = false): Promise<void> {
  const { code } = row;
  const [ask, as] = [row.ask(), row.as?.()];
  const socket = await bySocket(ask, as);
  expectWhole(socket, code);
  for (const path of ['/graphql', '/graphql/stream']) {
    const streamed = await byStream(path, ask, as);
    expectWhole(streamed, code);
    expect(blot(streamed)).toEqual(blot(socket));
  }
  const posted = await byPost(ask, as);
  expect(posted.status).toBe(row.status);
  if (isFollowed && code !== 'GRAPHQL_VALIDATION_FAILED') return expectWhole(posted.errors, 'BAD_REQUEST');
  expectWhole(posted.errors, code);
  expect(blot(posted.errors)).toEqual(blot(socket));
}

describe('a refusal', () => {
  const named = (list: readonly Row[]) =>
    list.map((row) => [row.case ? `${row.code}, ${row.case}` : row.code, row] as const);

  it.each(named(rows))('is the same by POST, socket and both event streams: %s', async (_, row) => {
    await expectTheSame(row);
  });

  it.each(named(followed))('of a subscription is the same by socket and event streams: %s', async (_, row) => {
    await expectTheSame(row, true);
  });

  it('has a row here for each code, or a reason why not', () => {
    const told = [...rows, ...followed].map(({ code }) => code);
    const known = new Set<string>([...told, ...byActs, ...Object.keys(elsewhere)]);
    expect(Object.keys(codes).filter((code) => !known.has(code))).toEqual([]);
    expect([...byActs, ...Object.keys(elsewhere)].filter((code) => told.includes(code as Code))).toEqual([]);
  });

  it('says what to do', () => {
    const orders =
      /\b(Ask|Check|Close|Connect|Correct|Draft|End|Finish|Go on|Leave|Make|Read|Send|Sign|Try|Void|Wait|close|compare|send|stop|read|may be tried)\b/;
    for (const [code, { meaning }] of Object.entries(codes))
      expect([code, meaning]).toEqual([code, expect.stringMatching(orders)]);
  });
});

describe('what is no operation', () => {
  it('is refused by socket and stream in the same words', async () => {
    const socket = await bySocket({ query: '' });
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
    const posted = await byPost({ query: '' });
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
    try {
      const { url } = slow.app;
      // Reading so long a text costs a minute's worth; it is charged before it is read.
      await byPost({ query: `{ __typename } # ${'x'.repeat(60_000)}` }, undefined, url);
      for (const query of ['{ __typename }', '{ serverTime }', tally]) {
        const ask = { query, variables: { id: nowhere } };
        const socket = await bySocket(ask, undefined, url);
        expectWhole(socket, 'RATE_LIMITED');
        expect(socket).toMatchObject([{ extensions: { facts: { waitSeconds: expect.any(Number) } } }]);
        const posted = await byPost(ask, undefined, url);
        expect(posted.status).toBe(codes.RATE_LIMITED.status);
        for (const heard of [
          posted.errors,
          await byStream('/graphql', ask, undefined, url),
          await byStream('/graphql/stream', ask, undefined, url),
        ]) {
          expectWhole(heard, 'RATE_LIMITED');
          expect(blot(heard)).toEqual(blot(socket));
        }
      }
    } finally {
      await slow.close();
    }
  });
});
