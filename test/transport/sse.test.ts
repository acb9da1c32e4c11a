import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Client, createClient } from 'graphql-sse';
import { revokeAccount } from '../../src/auth/revoke-account';
import { Session } from '../../src/auth/session';
import { now } from '../../src/clock';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { anOpenPoll, vote } from '../support/ballots';
import { aHall, type Hall } from '../support/hall';
import { Inbox } from '../support/inbox';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';

const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence poll { tally { cast } } } }';
const log =
  'subscription ($id: ID!, $after: Int!) { conferenceEvents(conferenceId: $id, after: $after) { sequence body } }';

let server: TestServer;
let hall: Hall;
let clients: Client[];
beforeAll(async () => {
  server = await aServer({ STALE_MS: '500', SOCKETS_PER_SESSION: '3' });
});
beforeEach(async () => {
  clients = [];
  hall = await aHall(server.database.db, { members: 10 });
});
// Fails when a group or a stream is left behind.
afterEach(async () => {
  for (const client of clients) client.dispose();
  await server.hangUp();
  await until(() => server.app.connections.size === 0);
});
afterAll(() => server.close());

const address = () => `${server.app.url}/graphql/stream`;
const headersFor = async (viewer?: Viewer): Promise<Record<string, string>> =>
  viewer ? { authorization: `Bearer ${await server.token(viewer)}` } : {};

/** The package's own client, for `viewer` or for the public. */
async function aClient(viewer?: Viewer, url = address()): Promise<Client> {
  const client = createClient({ url, headers: await headersFor(viewer), retryAttempts: 0 });
  clients.push(client);
  return client;
}

const follow = <T = any>(client: Client, query: string, variables: Record<string, unknown>) =>
  new Inbox<T>(client as never, { query, variables });

/** What comes first of an operation, as `{ data }` or `{ errors }`. */
async function firstOf(client: Client, query: string, variables: Record<string, unknown> = {}): Promise<any> {
  for await (const result of client.iterate({ query, variables })) return result;
  throw new Error('nothing came');
}

/** Sends the operation and gives the whole response, whose body nobody has read. */
const open = async (query: string, variables: Record<string, unknown>, headers: Record<string, string> = {}) =>
  fetch(address(), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query, variables }),
  });

describe('event streams', () => {
  it('share one execution with the sockets that asked the same', async () => {
    const id = await anOpenPoll(hall);
    const inboxes = [
      ...(await Promise.all([0, 1, 2].map(async () => follow(await aClient(), tally, { id })))),
      ...(await Promise.all([0, 1, 2].map(async () => server.follow(await server.socket(), tally, { id })))),
    ];
    for (const inbox of inboxes) expect((await inbox.next()).pollTally.poll.tally.cast).toBe(0);
    expect(server.app.broker.size).toBe(1);
    const before = server.app.broker.executions;
    await vote(hall, id, 0, ['YES']);
    for (const inbox of inboxes) await inbox.find(({ pollTally }) => pollTally.poll.tally.cast === 1);
    expect(server.app.broker.executions - before).toBe(1);
  });

  it("never give one viewer another's part", async () => {
    const mine = 'subscription ($id: ID!) { pollTally(pollId: $id) { poll { myVote { voted } tally { cast } } } }';
    const id = await anOpenPoll(hall);
    const [one, two] = await Promise.all(
      [0, 1].map(async (n) => follow(await aClient(hall.delegates[n]), mine, { id })),
    );
    await Promise.all([one!.next(), two!.next()]);
    await vote(hall, id, 0, ['YES']);
    const counted = (message: any) => message.pollTally.poll.tally.cast === 1;
    expect((await one!.find(counted)).pollTally.poll.myVote).toEqual({ voted: true });
    expect((await two!.find(counted)).pollTally.poll.myVote).toEqual({ voted: false });
  });

  it('resume a log after the last entry they gave, without gap or double', async () => {
    const id = await anOpenPoll(hall);
    const variables = (after: number) => ({ id: hall.conference.id, after });
    const first = follow(await aClient(), log, variables(0));
    await first.until(() => first.all.length === 2);
    first.close();
    await Promise.all(hall.members.map((_, n) => vote(hall, id, n, ['YES'])));
    const second = follow(await aClient(), log, variables(2));
    await second.until(() => second.all.length === 10);
    expect(second.all.map(({ conferenceEvents }) => conferenceEvents.sequence)).toEqual(
      Array.from({ length: 10 }, (_, n) => n + 3),
    );
  });

  it.each(['/graphql', '/graphql/stream'])(
    'go on after the entry that Last-Event-ID names, whatever `after` says, at %s',
    async (path) => {
      const id = await anOpenPoll(hall);
      await Promise.all(hall.members.map((_, n) => vote(hall, id, n, ['YES'])));
      const search = new URLSearchParams({
        query: log,
        variables: JSON.stringify({ id: hall.conference.id, after: 1 }),
      });
      const entriesFor = async (headers: Record<string, string>) => {
        const response = await fetch(`${server.app.url}${path}?${search}`, {
          headers: { accept: 'text/event-stream', ...headers },
        });
        let text = '';
        for await (const chunk of response.body as never as AsyncIterable<Uint8Array>) {
          text += Buffer.from(chunk).toString();
          if (/"sequence":12,|complete/.test(text)) break;
        }
        return text;
      };
      const ids = (text: string) => [...text.matchAll(/^id: (\d+)\nevent: next\ndata: .*"sequence":(\d+)/gm)];
      const from = (after: number) => Array.from({ length: 12 - after }, (_, n) => [after + 1 + n, after + 1 + n]);
      for (const [headers, after] of [
        [{}, 1],
        [{ 'last-event-id': '' }, 1],
        [{ 'last-event-id': '9' }, 9],
        [{ 'last-event-id': '0' }, 0],
      ] as const)
        expect(ids(await entriesFor(headers)).map(([, ...both]) => both.map(Number))).toEqual(from(after));
      expect(await entriesFor({ 'last-event-id': '13' })).toContain('LOG_POSITION_AHEAD');
      expect(await entriesFor({ 'last-event-id': 'x' })).toContain('"problem":"Last-Event-ID"');
    },
  );

  it('are also served at /graphql to who asks for nothing else, and JSON to who would take either', async () => {
    const id = await anOpenPoll(hall);
    const client = await aClient(undefined, `${server.app.url}/graphql`);
    expect((await firstOf(client, tally, { id })).data.pollTally.poll.tally.cast).toBe(0);
    const either = await fetch(`${server.app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream, multipart/mixed' },
      body: JSON.stringify({ query: '{ blocs { totalCount } }' }),
    });
    expect(either.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('are open to an EventSource, which can only GET', async () => {
    const id = await anOpenPoll(hall);
    const search = new URLSearchParams({ query: tally, variables: JSON.stringify({ id }) });
    const response = await fetch(`${address()}?${search}`, { headers: { accept: 'text/event-stream' } });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    let text = '';
    for await (const chunk of response.body as never as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      if (text.includes('event: next')) break;
    }
    expect(text).toMatch(/^retry: \d+\n\n:\n\nevent: next\ndata: \{"data":\{"pollTally"/);
  });

  it('carry queries and mutations too, but no mutation by GET', async () => {
    const answer = await firstOf(await aClient(hall.observer), '{ me { role } }');
    expect(answer.data.me.role).toBe('OBSERVER');
    const mutation =
      'mutation ($input: OpenConferenceInput!) { openConference(input: $input) { receipt { sequence } } }';
    const refused = await firstOf(await aClient(hall.observer), mutation, {
      input: { conferenceId: hall.conference.id },
    });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const search = new URLSearchParams({ query: 'mutation { signOut { receipt { sequence } } }' });
    const get = await fetch(`${address()}?${search}`, { headers: await headersFor(hall.observer) });
    expect(await get.text()).toContain('"code":"BAD_REQUEST"');
    expect((await firstOf(await aClient(hall.observer), '{ me { role } }')).data.me.role).toBe('OBSERVER');
  });

  it.each([
    [
      'is over a limit',
      `{ ${Array.from({ length: 60 }, (_, n) => `a${n}: serverTime`).join(' ')} }`,
      'DOCUMENT_TOO_LARGE',
    ],
    ['does not fit the schema', '{ password }', 'GRAPHQL_VALIDATION_FAILED'],
    ['is no GraphQL', '{ blocs {', 'GRAPHQL_PARSE_FAILED'],
    [
      'asks for what is not there',
      'subscription { pollTally(pollId: "00000000-0000-4000-8000-00000000abcd") { sequence } }',
      'NOT_FOUND',
    ],
  ])('refuse what %s with the code it has on a socket', async (_, query, code) => {
    const result = await firstOf(await aClient(), query);
    expect(result).toMatchObject({ errors: [{ extensions: { code, vi: expect.any(String) } }] });
    const socket = server.follow(await server.socket(), query);
    expect(await socket.failure()).toMatchObject([{ extensions: { code } }]);
  });

  it('refuse a wrong token and a body without an operation by their status', async () => {
    const wrong = await open(tally, { id: '' }, { authorization: `Bearer ${'x'.repeat(43)}` });
    expect([wrong.status, ((await wrong.json()) as any).errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    const empty = await fetch(address(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([empty.status, ((await empty.json()) as any).errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });

  it('are refused to pages of other sites, whatever they show', async () => {
    const headers = { origin: 'https://evil.example', ...(await headersFor(hall.observer)) };
    const refused = await open('{ me { role } }', {}, headers);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect((await fetch(`${address()}?query=${encodeURIComponent('{ me { role } }')}`, { headers })).status).toBe(403);
    await (await open('{ me { role } }', {}, { ...headers, origin: server.app.url })).text().then((text) => {
      expect(text).toContain('OBSERVER');
    });
  });

  it('end when their account is revoked, saying so', async () => {
    const id = await anOpenPoll(hall);
    const viewer = hall.delegates[0] as Viewer;
    const inbox = follow(await aClient(viewer), tally, { id });
    await inbox.next();
    await revokeAccount(hall.db, hall.administrator, { accountId: viewer.accountId as string, idempotencyKey: null });
    expect(await inbox.failure()).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    await inbox.until(() => inbox.completed);
  });

  it('end with their session', async () => {
    const id = await anOpenPoll(hall);
    const viewer = hall.delegates[1] as Viewer;
    await server.token(viewer);
    const expiresAt = new Date(now().getTime() + 700);
    await hall.db.manager.update(Session, { accountId: viewer.accountId as string }, { expiresAt });
    const inbox = follow(await aClient(viewer), tally, { id });
    await inbox.next();
    expect(await inbox.failure()).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('count with the sockets of a session', async () => {
    const watch = 'subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence } }';
    const variables = { id: hall.conference.id };
    for (let n = 0; n < 2; n += 1) await server.follow(await server.socket(hall.observer), watch, variables).next();
    await follow(await aClient(hall.observer), watch, variables).next();
    const refused = await open(watch, variables, await headersFor(hall.observer));
    expect([refused.status, ((await refused.json()) as any).errors[0].extensions.code]).toEqual([
      429,
      'TOO_MANY_CONNECTIONS',
    ]);
    const client = await server.socket(hall.observer);
    const closed = new Promise<number>((resolve) =>
      client.on('closed', (event) => resolve((event as { code: number }).code)),
    );
    server.follow(client, watch, variables);
    expect(await closed).toBe(4429);
  });

  it('leave their group when the client goes without a word', async () => {
    const id = await anOpenPoll(hall);
    const socket = await rawStream(tally, { id });
    await until(() => server.app.broker.size === 1);
    socket.destroy();
    await until(() => server.app.broker.size === 0);
  });

  it('break off when the server goes down, so that clients come again', async () => {
    const other = await aServer();
    try {
      const theirs = await aHall(other.database.db);
      const id = await anOpenPoll(theirs);
      const client = createClient({ url: `${other.app.url}/graphql/stream`, retryAttempts: 0 });
      const inbox = follow(client, tally, { id });
      await inbox.next();
      await other.app.close();
      expect(String(await inbox.failure())).toMatch(/network|closed|terminated|fetch/i);
      expect(inbox.completed).toBe(false);
    } finally {
      await other.close();
    }
  });
});

/** A stream over a bare connection. */
async function rawStream(query: string, variables: object): Promise<Socket> {
  const { hostname, port, host } = new URL(server.app.url);
  const body = JSON.stringify({ query, variables });
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  socket.write(
    `POST /graphql/stream HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\naccept: text/event-stream\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return socket;
}
