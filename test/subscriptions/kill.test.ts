import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { newToken, secretHash } from '../../src/auth/secret';
import { Session } from '../../src/auth/session';
import { now } from '../../src/clock';
import type { Receipt } from '../../src/log/append';
import { countBallots } from '../../src/poll/count';
import { Secrecy } from '../../src/poll/poll';
import { closePoll } from '../support/acts';
import { anOpenPoll } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { Inbox } from '../support/inbox';
import { aServerProcess, type ServerProcess } from '../support/process';

const voters = 200;
/** Votes under way together: fewer than all, so that each kill finds some unanswered. */
const atOnce = 32;
let database: TestDatabase;
let server: ServerProcess;
let settings: Record<string, string>;
beforeAll(async () => {
  database = await freshDatabase('shipped');
  settings = { DATABASE_URL: database.url, PORT: '0', STALE_MS: '500' };
  server = await aServerProcess(settings);
  settings.PORT = new URL(server.url).port;
});
afterAll(async () => {
  await server.kill();
  await database.drop();
});

const cast = `mutation ($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence digest } } }`;

async function tokensOf(hall: Hall): Promise<string[]> {
  const sessions = hall.delegates.slice(0, voters).map((viewer) => ({ viewer, token: newToken() }));
  const rows = sessions.map(({ viewer, token }) => ({
    id: randomUUID(),
    accountId: viewer.accountId as string,
    tokenHash: secretHash(token),
    createdAt: now(),
    expiresAt: new Date(now().getTime() + 3_600_000),
    revokedAt: null,
  }));
  await database.db.manager.insert(Session, rows);
  return sessions.map(({ token }) => token);
}

/** Sends until answered, always with the same key, as a careful client does. */
async function voteUntilAnswered(
  token: string,
  pollId: string,
  choice: string,
  onTry: () => void,
): Promise<Pick<Receipt, 'sequence' | 'digest'>> {
  const input = { pollId, choices: [choice], idempotencyKey: randomUUID() };
  for (;;) {
    onTry();
    try {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: cast, variables: { input } }),
      });
      const { data, errors } = (await response.json()) as {
        data?: { castBallot: { receipt: Receipt } | null };
        errors?: { extensions: { code: string } }[];
      };
      if (data?.castBallot) return data.castBallot.receipt;
      if (errors?.[0]?.extensions.code !== 'BUSY') throw new Refused(JSON.stringify(errors));
    } catch (error) {
      if (error instanceof Refused) throw error;
      // No answer: the ballot may be in or not. The same key is safe either way.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

class Refused extends Error {}

describe('a server that is killed while 200 vote', () => {
  it.each([Secrecy.NAMED, Secrecy.UNLINKED])(
    'loses nothing it acknowledged and counts nothing twice: %s',
    async (secrecy) => {
      const hall = await aHall(database.db, { members: voters });
      const pollId = await anOpenPoll(hall, { secrecy });
      const tokens = await tokensOf(hall);
      const client = createClient({
        url: `${server.url.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 1_000,
        retryWait: () => new Promise((resolve) => setTimeout(resolve, 20)),
        shouldRetry: () => true,
      });
      const watch = 'subscription ($id: ID!) { pollTally(pollId: $id) { poll { tally { cast } } } }';
      const screen = new Inbox<{ pollTally: { poll: { tally: { cast: number } } } }>(client, {
        query: watch,
        variables: { id: pollId },
      });
      await screen.next();

      let tries = 0;
      const receipts: Pick<Receipt, 'sequence' | 'digest'>[] = [];
      const waiting = tokens.map((token, n) => ({ token, choice: n % 3 ? 'YES' : 'NO' }));
      const hands = Array.from({ length: atOnce }, async () => {
        for (let next = waiting.pop(); next; next = waiting.pop()) {
          receipts.push(await voteUntilAnswered(next.token, pollId, next.choice, () => (tries += 1)));
        }
      });
      for (const enough of [20, 90]) {
        while (receipts.length < enough) await new Promise((resolve) => setTimeout(resolve, 1));
        await server.kill();
        server = await aServerProcess(settings);
      }
      await Promise.all(hands);
      expect(tries).toBeGreaterThan(voters);

      expect(new Set(receipts.map((receipt) => receipt.sequence)).size).toBe(voters);
      const stored = await database.db.query<{ sequence: string }[]>(
        `select sequence from event where stream = $1 and kind = 'ballotCast' order by sequence`,
        [hall.conference.id],
      );
      expect(stored.map((row) => Number(row.sequence))).toEqual(
        receipts.map((receipt) => receipt.sequence).sort((a, b) => a - b),
      );
      await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
      const counted = (await countBallots(hall.db.manager, [pollId])).get(pollId);
      expect(counted).toMatchObject({ cast: voters, votes: { YES: 133, NO: 67, ABSTAIN: 0 } });
      await screen.find(({ pollTally }) => pollTally.poll.tally.cast === voters);
      await client.dispose();
    },
  );
});
