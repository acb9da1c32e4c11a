import { randomUUID } from 'node:crypto';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type App, startApp } from '../../src/app/start';
import { newToken, secretHash } from '../../src/auth/secret';
import { Session } from '../../src/auth/session';
import { now } from '../../src/clock';
import { readConfig } from '../../src/config/config';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { keysFolder } from './ballot-keys';
import { freshDatabase, type TestDatabase } from './database';
import { Inbox } from './inbox';
import { until } from './until';

interface Answer {
  readonly status: number;
  readonly data: any;
  readonly errors?: readonly { message: string; extensions: { code: string; facts?: Record<string, unknown> } }[];
}

/** A whole server on a database and a port of its own, and clients that are closed with it. */
export interface TestServer {
  readonly app: App;
  readonly database: TestDatabase;
  /** A session's token for a viewer whose account is in the database. */
  token(viewer: Viewer): Promise<string>;
  /** Sends an operation over HTTP as `viewer`, or as the public. */
  ask(document: string, variables?: Record<string, unknown>, viewer?: Viewer): Promise<Answer>;
  /** A WebSocket of its own for `viewer`, or for the public; it connects with the first operation. */
  socket(viewer?: Viewer): Promise<Client>;
  /** Subscribes and queues what comes. */
  follow<T = any>(client: Client, query: string, variables?: Record<string, unknown>): Inbox<T>;
  /** Closes every socket and waits until no subscription is left. */
  hangUp(): Promise<void>;
  close(): Promise<void>;
}

/** Settings by name of their environment variable, over those a test wants. */
export async function aServer(
  settings: Record<string, string> = {},
  template: 'empty' | 'shipped' = 'empty',
): Promise<TestServer> {
  const database = await freshDatabase(template);
  const config = readConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
    BALLOT_KEYS: keysFolder,
    ...settings,
  });
  const app = await startApp(config);
  const clients: Client[] = [];
  const tokens = new Map<string, string>();

  async function token(viewer: Viewer): Promise<string> {
    const before = tokens.get(viewer.accountId ?? '');
    if (before) return before;
    const made = newToken();
    const createdAt = now();
    const expiresAt = new Date(createdAt.getTime() + 3_600_000);
    await database.db.manager.insert(Session, {
      id: randomUUID(),
      accountId: viewer.accountId as string,
      tokenHash: secretHash(made),
      createdAt,
      expiresAt,
      revokedAt: null,
    });
    tokens.set(viewer.accountId as string, made);
    return made;
  }

  async function hangUp(): Promise<void> {
    // A socket that was closed with a reason rejects here; the test has seen that reason.
    for (const client of clients.splice(0)) await Promise.resolve(client.dispose()).catch(() => undefined);
    await until(() => app.broker.size === 0);
  }

  return {
    app,
    database,
    token,
    async ask(query, variables = {}, viewer) {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      if (viewer) headers.authorization = `Bearer ${await token(viewer)}`;
      const response = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
    },
    async socket(viewer) {
      const connectionParams = viewer ? { authorization: `Bearer ${await token(viewer)}` } : {};
      const client = createClient({
        url: app.url.replace('http', 'ws').concat('/graphql'),
        webSocketImpl: WebSocket,
        connectionParams,
        retryAttempts: 20,
        retryWait: async (tries) => new Promise((resolve) => setTimeout(resolve, Math.min(100, 5 * 2 ** tries))),
        shouldRetry: () => true,
      });
      clients.push(client);
      return client;
    },
    follow<T>(client: Client, query: string, variables: Record<string, unknown> = {}) {
      return new Inbox<T>(client, { query, variables });
    },
    hangUp,
    async close() {
      try {
        await hangUp();
      } finally {
        await app.close();
        await database.drop();
      }
    },
  };
}
