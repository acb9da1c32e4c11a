import type { Database } from '../database/database';
import { clockMs } from './client';
import type { Screen } from './screen';
import type { Done } from './stage';

/** Milliseconds, by rank. */
export interface Percentiles {
  /** How many were measured. */
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** How long what was done took to reach the screens; negative where the screen was ahead of the answer. */
export interface Delay {
  /** Acts measured, each on every screen. */
  readonly acts: number;
  /** From the answer to the entry of the log on each screen. */
  readonly answerToLog: Percentiles;
  /** From the answer to the state with it on each screen, such as the tally. */
  readonly answerToState: Percentiles;
  /** From the time of the entry, by the database's clock, to the entry of the log on each screen; ±1 ms. */
  readonly entryToLog: Percentiles;
  readonly entryToState: Percentiles;
}

export interface Delays {
  /** Ballots and signatures: what the hall waits for. */
  readonly votes: Delay;
  /** Everything, with the rush of the check-in. */
  readonly all: Delay;
}

/**
 * Works out the delays of all acts on all screens.
 * @param clockLeadMs how far this process's clock is ahead of the database's
 */
export function measureDelays(done: readonly Done[], screens: readonly Screen[], clockLeadMs: number): Delays {
  const votes = done.filter(({ kind }) => kind === 'ballotCast' || kind === 'pactSigned');
  return { votes: delayOf(votes, screens, clockLeadMs), all: delayOf(done, screens, clockLeadMs) };
}

function delayOf(done: readonly Done[], screens: readonly Screen[], clockLeadMs: number): Delay {
  const [answerToLog, answerToState, entryToLog, entryToState]: [number[], number[], number[], number[]] = [
    [],
    [],
    [],
    [],
  ];
  for (const { sequence, state, answeredAtMs, committedAtMs } of done) {
    const writtenAtMs = committedAtMs + clockLeadMs;
    for (const screen of screens) {
      const logAtMs = screen.logArrivals[sequence - 1];
      if (logAtMs !== undefined) {
        answerToLog.push(logAtMs - answeredAtMs);
        entryToLog.push(logAtMs - writtenAtMs);
      }
      const arrivals = state === null ? [] : (screen.stateArrivals.get(state) ?? []);
      const stateAtMs = firstAt(arrivals, sequence);
      if (stateAtMs !== undefined) {
        answerToState.push(stateAtMs - answeredAtMs);
        entryToState.push(stateAtMs - writtenAtMs);
      }
    }
  }
  return {
    acts: done.length,
    answerToLog: percentiles(answerToLog),
    answerToState: percentiles(answerToState),
    entryToLog: percentiles(entryToLog),
    entryToState: percentiles(entryToState),
  };
}

/** How far this process's clock is ahead of the database's, by the quickest of a few questions. */
export async function measureClockLead(db: Database): Promise<number> {
  let [leastMs, leadMs] = [Number.POSITIVE_INFINITY, 0];
  for (let question = 0; question < 7; question += 1) {
    const askedAtMs = clockMs();
    const [row] = await db.query<{ ms: number }[]>('select extract(epoch from clock_timestamp())::float8 * 1000 as ms');
    const tookMs = clockMs() - askedAtMs;
    if (row && tookMs < leastMs) [leastMs, leadMs] = [tookMs, askedAtMs + tookMs / 2 - row.ms];
  }
  return leadMs;
}

/** By nearest rank. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** Arrivals are in the order of their positions, so the first that fits is found by halving. */
function firstAt(arrivals: readonly { readonly sequence: number; readonly atMs: number }[], sequence: number) {
  let [low, high] = [0, arrivals.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((arrivals[middle]?.sequence ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return arrivals[low]?.atMs;
}
