import { randomUUID } from 'node:crypto';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { Electorate } from '../../src/bloc/rule';
import type { Database } from '../../src/database/database';
import { defaultRule } from '../../src/poll/rules';
import { closePoll, createPoll, openPoll } from '../../test/support/acts';
import { pollInput } from '../../test/support/ballots';
import { aHall } from '../../test/support/hall';
import { startChild } from './child';
import { tokensOf } from './sessions';
import { httpLine } from './wire';

const delegates = 5_000;
const withinMs = 5_000;
const screens = 50;

/** 5,000 delegates vote within 5 s over HTTP, each on a connection of their own, while 50 screens follow the tally. */
export async function hallInFiveSeconds(db: Database, url: string, json: boolean): Promise<void> {
  const hall = await aHall(db, { members: delegates, guests: 0 });
  const tokens = await tokensOf(db, hall);
  const rule = { ...defaultRule(false), electorate: Electorate.DELEGATES };
  const { subject: pollId } = await createPoll(db, hall.secretary, pollInput(hall, { rule }));
  await openPoll(db, hall.chair, { pollId, idempotencyKey: null });
  const server = await startChild('server', { MODE: 'ours', DATABASE_URL: url });
  const seen = await Promise.all(Array.from({ length: screens }, () => aScreen(server.url, pollId)));
  const lines = [];
  for (let n = 0; n < delegates; n += 1) lines.push(await httpLine(server.url));
  const query = 'mutation Cast($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence } } }';
  const votes: { sequence: number; sentAt: number; answeredAt: number }[] = [];
  const startedAt = performance.now();
  await Promise.all(
    lines.map(async (line, n) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * withinMs));
      const sentAt = performance.now();
      const input = { pollId, choices: [n % 3 ? 'YES' : 'NO'], idempotencyKey: randomUUID() };
      const answer = JSON.parse(await line.ask(query, { input }, tokens[n] ?? null));
      votes.push({ sequence: answer.data.castBallot.receipt.sequence, sentAt, answeredAt: performance.now() });
    }),
  );
  const tookMs = performance.now() - startedAt;
  const last = Math.max(...votes.map((vote) => vote.sequence));
  while (!seen.every((screen) => (screen.at(-1)?.sequence ?? 0) >= last))
    await new Promise((resolve) => setTimeout(resolve, 5));
  const acknowledgement = sorted(votes.map((vote) => vote.answeredAt - vote.sentAt));
  const shown = sorted(
    votes.map((vote) => Math.max(...seen.map((screen) => arrivalOf(screen, vote.sequence))) - vote.sentAt),
  );
  await closePoll(db, hall.chair, { pollId, idempotencyKey: null });
  const [{ counted }] = await db.query(`select (result->>'cast')::int as counted from poll where id = $1`, [pollId]);
  const [{ recounted }] = await db.query('select count(*)::int as recounted from named_ballot where poll_id = $1', [
    pollId,
  ]);
  for (const line of lines) line.close();
  await server.stop();
  const result = {
    voters: delegates,
    tookMs: Math.round(tookMs),
    acknowledgementP50Ms: at(acknowledgement, 0.5),
    acknowledgementP99Ms: at(acknowledgement, 0.99),
    everyScreenP50Ms: at(shown, 0.5),
    everyScreenP99Ms: at(shown, 0.99),
    acknowledged: votes.length,
    counted,
    recounted,
  };
  console.log(json ? JSON.stringify({ server: 'ours', transport: 'http', ...result }) : result);
}

interface Seen {
  readonly sequence: number;
  readonly at: number;
}

/** A big screen: what it shows and when. Its first state has come when this resolves. */
async function aScreen(url: string, pollId: string): Promise<Seen[]> {
  const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const seen: Seen[] = [];
  await new Promise<void>((resolve, reject) => {
    client.subscribe<{ pollTally: { sequence: number } }>(
      {
        query: `subscription { pollTally(pollId: "${pollId}") { sequence poll { tally { cast options { votes } } } } }`,
      },
      {
        next: ({ data }) => {
          seen.push({ sequence: data?.pollTally.sequence ?? 0, at: performance.now() });
          resolve();
        },
        error: reject,
        complete: () => undefined,
      },
    );
  });
  return seen;
}

/** When the screen first showed a state that has the entry. */
function arrivalOf(screen: readonly Seen[], sequence: number): number {
  let low = 0;
  let high = screen.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((screen[middle]?.sequence ?? 0) >= sequence) high = middle;
    else low = middle + 1;
  }
  return screen[low]?.at ?? Number.POSITIVE_INFINITY;
}

const sorted = (values: number[]) => values.sort((a, b) => a - b);
const at = (values: readonly number[], share: number) =>
  Number((values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0).toFixed(1));
