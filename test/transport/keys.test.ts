import type { Client } from 'graphql-ws';
import { limitApiKey } from '../../src/auth/limit-api-key';
import { revokeSession } from '../../src/auth/revoke-session';
import { rotateApiKey } from '../../src/auth/rotate-api-key';
import { Scope } from '../../src/auth/scope';
import { issueApiKey } from '../support/acts';
import { aHall, type Hall } from '../support/hall';
import { Inbox } from '../support/inbox';
import { aClient, ask } from '../support/nodes';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer();
  hall = await aHall(server.database.db);
});
afterAll(() => server.close());

type Key = Awaited<ReturnType<typeof issueApiKey>>;

/** What ends a key; null for nothing but time. */
const ends: [string, ((key: Key) => Promise<unknown>) | null][] = [
  ['was revoked', ({ apiKey }) => revokeSession(server.database.db, hall.administrator, { sessionId: apiKey.id })],
  [
    'was replaced and whose overlap is over',
    ({ apiKey }) => rotateApiKey(server.database.db, hall.administrator, { apiKeyId: apiKey.id, overlapMinutes: 0 }),
  ],
  ['has come to its end', null],
  [
    'was limited',
    ({ apiKey }) =>
      limitApiKey(server.database.db, hall.administrator, { apiKeyId: apiKey.id, conferenceIds: [hall.conference.id] }),
  ],
];

const subscription = 'subscription ($id: ID!) { conferenceChanged(conferenceId: $id) { sequence } }';

/** How long the key lives that is to end by itself, in milliseconds: long enough to be followed with. */
const shortLifeMs = 3_000;

describe('a key that', () => {
  it.each(ends)('%s has its socket and its event stream ended', async (_, end) => {
    const { db } = server.database;
    const expiresAt = end ? null : new Date(Date.now() + shortLifeMs);
    const key = await issueApiKey(db, hall.administrator, { name: 'Cổng', scopes: [Scope.READ], expiresAt });
    const client: Client = aClient(() => server.app.url, key.token);
    const closed = new Promise((resolve) => client.on('closed', resolve));
    const inbox = new Inbox(client, { query: subscription, variables: { id: hall.conference.id } });
    await inbox.next();
    const stream = await fetch(`${server.app.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${key.token}`,
      },
      body: JSON.stringify({ query: subscription, variables: { id: hall.conference.id } }),
    });
    await end?.(key);
    expect(await closed).toMatchObject({ code: 4403 });
    expect(await stream.text()).toContain('UNAUTHENTICATED');
    await Promise.resolve(client.dispose()).catch(() => undefined);
  });
});

describe('signOut by a key', () => {
  it('ends nothing and says so', async () => {
    const { db } = server.database;
    const { token } = await issueApiKey(db, hall.administrator, { name: 'Cổng', scopes: [Scope.WRITE] });
    expect(await ask(server.app.url, 'mutation { signOut { receipt { kind } } }', {}, token)).toMatchObject({
      data: { signOut: { receipt: null } },
    });
    expect(await ask(server.app.url, '{ me { role } }', {}, token)).toMatchObject({ data: { me: { role: 'APP' } } });
  });
});
