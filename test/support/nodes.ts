import { randomUUID } from 'node:crypto';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { newToken, secretHash } from '../../src/auth/secret';
import { Session } from '../../src/auth/session';
import { now } from '../../src/clock';
import type { Database } from '../../src/database/database';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import type { Receipt } from '../../src/log/append';
import { Inbox } from './inbox';

/** Tokens of sessions for viewers whose accounts are in the database, in their order. */
export async function tokensOf(db: Database, viewers: readonly Viewer[]): Promise<string[]> {
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + 3_600_000);
  const sessions = viewers.map((viewer) => ({ accountId: viewer.accountId as string, token: newToken() }));
  await db.manager.insert(
    Session,
    sessions.map(({ accountId, token }) => {
      return { id: randomUUID(), accountId, tokenHash: secretHash(token), createdAt, expiresAt, revokedAt: null };
    }),
  );
  return sessions.map(({ token }) => token);
}

/** Says where to connect, each time anew, so that a client finds another node when one is gone. */
export type Where = () => string;

/** A client on a WebSocket that connects again, as a careful client does, until it is disposed of. */
export function aClient(where: Where, token?: string): Client {
  return createClient({
    url: () => `${where().replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: token ? { authorization: `Bearer ${token}` } : {},
    retryAttempts: 1_000,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 20)),
    shouldRetry: () => true,
  });
}

const log =
  'subscription ($id: ID!, $after: Int!) { conferenceEvents(conferenceId: $id, after: $after) { sequence kind } }';
const tally = 'subscription ($id: ID!) { pollTally(pollId: $id) { sequence poll { tally { cast } } } }';

export function followTally(
  client: Client,
  pollId: string,
): Inbox<{ pollTally: { poll: { tally: { cast: number } } } }> {
  return new Inbox(client, { query: tally, variables: { id: pollId } });
}

/** Reads a log from its beginning and goes on after the last entry it has, wherever it connects next. */
export function followLog(client: Client, conferenceId: string): number[] {
  const sequences: number[] = [];
  const variables = { id: conferenceId, after: 0 };
  // The client sends the payload again after each reconnect, as it is then.
  const payload = { query: log, variables };
  client.subscribe<{ conferenceEvents: { sequence: number } }>(payload, {
    next({ data }) {
      if (!data) return;
      sequences.push(data.conferenceEvents.sequence);
      variables.after = data.conferenceEvents.sequence;
    },
    error: () => undefined,
    complete: () => undefined,
  });
  return sequences;
}

const cast = 'mutation ($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence } } }';

/** The answer to one operation over HTTP. @throws when there is none */
export async function ask(url: string, query: string, variables: Record<string, unknown>, token?: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data?: any; errors?: { extensions: { code: string } }[] };
}

/** Votes until answered, at any node and always with the same key; the sequence of the receipt. */
export async function voteUntilAnswered(where: Where, token: string, pollId: string): Promise<number> {
  const input = { pollId, choices: ['YES'], idempotencyKey: randomUUID() };
  for (;;) {
    const { data, errors } = await ask(where(), cast, { input }, token).catch(() => ({ data: null, errors: [] }));
    if (data?.castBallot) return (data.castBallot as { receipt: Receipt }).receipt.sequence;
    const refused = errors?.find(({ extensions }) => extensions.code !== 'BUSY');
    if (refused) throw new Error(JSON.stringify(errors));
    // No answer: the ballot may be in or not. The same key is safe either way.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
