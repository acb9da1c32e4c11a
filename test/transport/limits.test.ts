import { getIntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { aHall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await aServer({ SOCKETS_PER_SESSION: '3', SUBSCRIPTIONS_PER_SOCKET: '5', MAX_COST: '25000' });
});
afterEach(() => server.hangUp());
afterAll(() => server.close());

const deep = `{ blocs { nodes { ${'conferences { nodes { bloc { '.repeat(5)} slug ${'} } }'.repeat(5)} } } }`;
const wide =
  '{ blocs(first: 100) { nodes { conferences(first: 100) { nodes { delegates(first: 100) { nodes { name { vi } } } } } } } }';
const aliases = `{ ${Array.from({ length: 60 }, (_, n) => `a${n}: serverTime`).join(' ')} }`;
const long = `{ ${'serverTime '.repeat(2_000)} }`;
const bomb = `${Array.from({ length: 18 }, (_, n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`).join(' ')} fragment f18 on Query { serverTime } { ...f0 }`;
const twoMutations = 'mutation { one: signOut { receipt { sequence } } two: signOut { receipt { sequence } } }';
const nested = `{ bloc(slug: ${'['.repeat(20_000)}${']'.repeat(20_000)}) { slug } }`;
const attacks: [string, string, string][] = [
  ['nesting', deep, 'DOCUMENT_TOO_LARGE'],
  ['huge pages in huge pages', wide, 'DOCUMENT_TOO_LARGE'],
  ['many aliases', aliases, 'DOCUMENT_TOO_LARGE'],
  ['more tokens than a document may have', long, 'GRAPHQL_PARSE_FAILED'],
  ['fragments that double each other', bomb, 'DOCUMENT_TOO_LARGE'],
  ['two mutations at once', twoMutations, 'DOCUMENT_TOO_LARGE'],
  ['a list literal 20,000 deep', nested, 'GRAPHQL_PARSE_FAILED'],
  ['no GraphQL', '{ blocs {', 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', '{ password }', 'GRAPHQL_VALIDATION_FAILED'],
];

describe('a document over a limit', () => {
  it.each(attacks)('is refused over HTTP: %s', async (_name, query, code) => {
    const answer = await server.ask(query);
    expect(answer).toMatchObject({
      status: 400,
      errors: expect.arrayContaining([expect.objectContaining({ extensions: expect.objectContaining({ code }) })]),
    });
  });

  it.each(attacks)('is refused over a socket just the same: %s', async (_name, query, code) => {
    const inbox = server.follow(await server.socket(), query);
    expect(await inbox.failure()).toEqual(
      expect.arrayContaining([expect.objectContaining({ extensions: expect.objectContaining({ code }) })]),
    );
  });

  it('does not keep client tools from reading the schema', async () => {
    const answer = await server.ask(getIntrospectionQuery());
    expect(answer.errors).toBeUndefined();
    expect(answer.data.__schema.types.length).toBeGreaterThan(50);
  });

  it('is measured with its variables', async () => {
    const query =
      'query ($first: Int!) { blocs(first: $first) { nodes { conferences(first: $first) { nodes { slug delegates(first: $first) { totalCount } } } } } }';
    expect((await server.ask(query, { first: 10 })).errors).toBeUndefined();
    expect((await server.ask(query, { first: 100 })).errors).toMatchObject([
      { extensions: { code: 'DOCUMENT_TOO_LARGE' } },
    ]);
  });
});

describe('a fault of the server', () => {
  it('shows its request id and nothing else, over HTTP and over a socket', async () => {
    // A document that makes PostgreSQL fail in a way the caller must not see.
    await server.database.db.query('alter table award rename to award_away');
    try {
      const shown = {
        message: 'A fault of the server.',
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
      };
      const answer = await server.ask('{ awards { code } }');
      expect(answer.errors).toMatchObject([shown]);
      expect(JSON.stringify(answer)).not.toMatch(/award_away|relation|select|stack/i);
      const inbox = server.follow(await server.socket(), '{ awards { code } }');
      expect(await inbox.failure()).toMatchObject([shown]);
    } finally {
      await server.database.db.query('alter table award_away rename to award');
    }
  });
});

describe('a socket', () => {
  const address = () => `${server.app.url.replace('http', 'ws')}/graphql`;
  const closeCode = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve));

  it('with a wrong token is closed as forbidden', async () => {
    const client = createClient({
      url: address(),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${'x'.repeat(43)}` },
    });
    const closed = new Promise<number>((resolve) =>
      client.on('closed', (event) => resolve((event as { code: number }).code)),
    );
    const off = client.subscribe(
      { query: '{ serverTime }' },
      { next: () => undefined, error: () => undefined, complete: () => undefined },
    );
    expect(await closed).toBe(4403);
    off();
  });

  it('from a page of another site is refused before it opens', async () => {
    const socket = new WebSocket(address(), 'graphql-transport-ws', { origin: 'https://evil.example' });
    const status = await new Promise<number | undefined>((resolve) =>
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode)),
    );
    expect(status).toBe(403);
    socket.on('error', () => undefined).terminate();
  });

  it('with too large a message is cut', async () => {
    const socket = new WebSocket(address(), 'graphql-transport-ws');
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'connection_init', payload: { filler: 'x'.repeat(100_000) } }));
    expect(await closeCode(socket)).toBe(1009);
  });

  it('that never introduces itself is closed', async () => {
    const socket = new WebSocket(address(), 'graphql-transport-ws');
    expect(await closeCode(socket)).toBe(4408);
  });

  it('carries no more subscriptions than it may', async () => {
    const hall = await aHall(server.database.db);
    const client = await server.socket(hall.observer);
    const closed = new Promise<number>((resolve) =>
      client.on('closed', (event) => resolve((event as { code: number }).code)),
    );
    const watch =
      'subscription ($id: ID!, $after: Int!) { conferenceEvents(conferenceId: $id, after: $after) { sequence } }';
    for (let n = 0; n < 6; n += 1) server.follow(client, watch, { id: hall.conference.id, after: 0 });
    expect(await closed).toBe(4429);
  });

  it('that closed while it was being admitted does not count for its session', async () => {
    const hall = await aHall(server.database.db);
    const token = await server.token(hall.observer);
    const opened = () =>
      new Promise<WebSocket>((resolve) => {
        const socket = new WebSocket(address(), 'graphql-transport-ws');
        socket.once('open', () => resolve(socket));
      });
    // Nobody can be looked up while the table is held, so these are still being admitted when they are gone.
    const holder = server.database.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query('lock table session in access exclusive mode');
    const sockets = await Promise.all(Array.from({ length: 6 }, opened));
    for (const socket of sockets) {
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
      await new Promise((resolve) => socket.ping('', true, resolve));
      socket.terminate();
    }
    await holder.rollbackTransaction();
    await holder.release();
    const watch = 'subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence } }';
    const inbox = server.follow(await server.socket(hall.observer), watch, { id: hall.conference.id });
    await expect(inbox.next()).resolves.toBeDefined();
  });

  it('is one of so many of its session', async () => {
    const hall = await aHall(server.database.db);
    const watch = 'subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence } }';
    for (let n = 0; n < 3; n += 1)
      await server.follow(await server.socket(hall.observer), watch, { id: hall.conference.id }).next();
    const client = await server.socket(hall.observer);
    const closed = new Promise<number>((resolve) =>
      client.on('closed', (event) => resolve((event as { code: number }).code)),
    );
    server.follow(client, watch, { id: hall.conference.id });
    expect(await closed).toBe(4429);
  });
});
