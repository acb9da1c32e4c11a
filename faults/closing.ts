import { setTimeout as delay } from 'node:timers/promises';
import { countBallots } from '../src/poll/count';
import { PollState, Secrecy } from '../src/poll/poll';
import { allOf } from '../test/attacks/attack';
import { closePoll } from '../test/support/acts';
import { anOpenPoll } from '../test/support/ballots';
import { aHall, type Hall } from '../test/support/hall';
import { tokensOf } from '../test/support/nodes';
import type { ServerProcess } from '../test/support/process';
import { until } from '../test/support/until';
import type { Experiment } from './experiment';
import { send } from './send';
import type { World } from './world';

const cast = 'mutation ($input: CastBallotInput!) { done: castBallot(input: $input) { receipt { sequence } } }';
const close = 'mutation ($input: ClosePollInput!) { done: closePoll(input: $input) { receipt { sequence } } }';

/** How a poll stands in its tables. */
async function standing({ db }: World, pollId: string) {
  const [poll] = await db.query<{ state: PollState; cast: number | null; outcome: string | null; events: string }[]>(
    `select state, (result->>'cast')::int as cast, result->>'outcome' as outcome,
       (select count(*) from event where kind = 'pollClosed' and body like '%' || $1::text || '%') as events
     from poll where id = $1::uuid`,
    [pollId],
  );
  const counted = (await countBallots(db.manager, [pollId])).get(pollId)?.cast ?? 0;
  // Below the floor of a secret poll what was cast is announced, and the ballots are deleted uncounted.
  const tooFew = poll?.outcome === 'TOO_FEW';
  const announced = poll?.cast ?? null;
  return { state: poll?.state, announced, closings: Number(poll?.events), counted, tooFew };
}

/** Everybody votes once in a poll while `meanwhile` runs; how many were acknowledged for sure, and perhaps. */
async function volley(
  world: World,
  server: ServerProcess,
  hall: Hall,
  pollId: string,
  meanwhile: (acknowledged: (count: number) => Promise<void>) => Promise<void>,
) {
  const tokens = await tokensOf(world.db, hall.delegates.slice(0, world.voters));
  let ok = 0;
  let unknown = 0;
  const vote = async (token: string, n: number) => {
    const input = { pollId, choices: ['YES'], idempotencyKey: `key of voter ${n}` };
    const outcome = await send(server.url, cast, { input }, token);
    if (outcome.is === 'ok') ok += 1;
    if (outcome.is === 'unknown') unknown += 1;
  };
  // A few at a time, so that there are always some before, some under way and some after.
  const waiting = [...tokens.entries()];
  const votes = Array.from({ length: 12 }, async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await vote(next[1], next[0]);
  });
  await meanwhile((count) => until(() => ok >= count));
  await Promise.all(votes);
  return { ok, unknown };
}

export const closings: readonly Experiment[] = [
  {
    experiment: '7 poll closed amid votes, 26 times, half of them UNLINKED',
    criterion: 'announced = acknowledged = recounted, each time',
    async run(world) {
      const server = await world.serve();
      let wrong = 0;
      let ballots = 0;
      let early = 0;
      let few = 0;
      for (let n = 0; n < 26; n += 1) {
        const hall = await aHall(world.db, { members: world.voters });
        const pollId = await anOpenPoll(hall, n % 2 ? { secrecy: Secrecy.UNLINKED } : {});
        const { ok, unknown } = await volley(world, server, hall, pollId, async (acknowledged) => {
          await acknowledged(world.chance.below(world.voters / 2));
          await closePoll(world.db, hall.chair, { pollId, idempotencyKey: null });
        });
        const { announced, counted, tooFew } = await standing(world, pollId);
        ballots += ok;
        if (ok < world.voters) early += 1;
        if (tooFew) few += 1;
        const recounted = tooFew ? counted === 0 && (announced ?? 0) < 5 : announced === counted;
        if (!recounted || announced === null || announced < ok || announced > ok + unknown) {
          wrong += 1;
          console.error(`closing ${n}: announced ${announced}, counted ${counted}, ok ${ok}, unknown ${unknown}`);
        }
      }
      await server.kill();
      const figure = `${ballots} ballots acknowledged, ${early} closings before the last vote, ${few} below the floor, ${wrong} wrong`;
      return allOf(figure, {
        'none wrong': wrong === 0,
        'some were early': early > 0,
      });
    },
  },
  {
    experiment: '8 crash amid the closing, 9 times: server killed, or PostgreSQL crashed',
    criterion: 'open, or closed with its result and its one entry; never half; what was acknowledged counts',
    async run(world) {
      let half = 0;
      let lost = 0;
      const closed = { waiting: 0, amid: 0, committed: 0 };
      for (let n = 0; n < 9; n += 1) {
        const server = await world.serve();
        const hall = await aHall(world.db, { members: world.voters });
        const pollId = await anOpenPoll(hall, n % 2 ? { secrecy: Secrecy.UNLINKED } : {});
        const [chair] = (await tokensOf(world.db, [hall.chair])) as [string];
        const moment = moments[n % moments.length] as Moment;
        let ended: Promise<unknown> = Promise.resolve();
        const { ok } = await volley(world, server, hall, pollId, async (acknowledged) => {
          await acknowledged(world.chance.below(world.voters / 2));
          const reached = await momentOf(world, moment, pollId);
          ended = send(server.url, close, { input: { pollId } }, chair);
          await reached.come();
          // PostgreSQL once at each moment; one that dies more than five times a minute is not started again.
          await (n % 4 === 0 ? world.crashDatabase() : server.kill());
          await reached.over();
        });
        await ended;
        await server.kill();
        const { state, announced, closings: entries, counted } = await standing(world, pollId);
        if (state === PollState.CLOSED) closed[moment] += 1;
        const whole =
          state === PollState.CLOSED ? announced === counted && entries === 1 : announced === null && entries === 0;
        if (!whole) half += 1;
        if (counted < ok) lost += ok - counted;
      }
      const sum = closed.waiting + closed.amid + closed.committed;
      const figure = `${sum} closed, ${9 - sum} still open, ${half} half, ${lost} acknowledged ballots lost`;
      return allOf(figure, {
        'none half': half === 0,
        'none lost': lost === 0,
        'open where it had not begun': closed.waiting === 0,
        'closed where it was committed': closed.committed === 3,
      });
    },
  },
];

/**
 * When the crash comes. waiting: the closing waits for the lock of the poll, so nothing of it is done. committed: it can
 * be read, and its answer may be on its way. amid: at some moment of the first 150 ms, which may be either or between.
 */
type Moment = 'waiting' | 'amid' | 'committed';
const moments: readonly Moment[] = ['waiting', 'amid', 'committed'];

/** `come` waits for the moment; `over` ends what brought it about. Made before the closing is sent. */
async function momentOf({ db, chance }: World, moment: Moment, pollId: string) {
  if (moment === 'amid') return { come: () => delay(chance.below(150)), over: async () => undefined };
  if (moment === 'committed') {
    const isClosed = async () => {
      const [row] = await db.query<{ state: PollState }[]>('select state from poll where id = $1', [pollId]);
      return row?.state === PollState.CLOSED;
    };
    return { come: () => until(isClosed), over: async () => undefined };
  }
  const holder = db.createQueryRunner();
  await holder.startTransaction();
  // Ballots take the same lock beside it; only a closing has to wait.
  await holder.query('select from poll where id = $1 for share', [pollId]);
  // Its statement reads the poll first; the end, with FOR UPDATE, is cut off there.
  const isWaiting = async () => {
    const [row] = await db.query<{ waiting: boolean }[]>(
      `select count(*) > 0 as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like 'SELECT "Poll"%'`,
    );
    return row?.waiting === true;
  };
  return {
    come: () => until(isWaiting),
    async over() {
      await holder.rollbackTransaction().catch(() => undefined);
      await holder.release();
    },
  };
}
