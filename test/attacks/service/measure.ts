import type { Abusive } from './abuses';
import type { Arena } from './arena';

/** How ballots fare in quiet and under one abuse. */
export interface Row {
  readonly abuse: string;
  readonly ballots: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly refused: number;
  readonly refusals: readonly string[];
  /** Longest time `/healthz` did not answer. */
  readonly silenceMs: number;
  readonly abuserCpuSeconds: number;
  /** Null where the server is gone, or does not say. */
  readonly serverCpuSeconds: number | null;
  readonly serverRssMb: number | null;
  readonly abuseAnswered: number;
  readonly abuseRefused: number;
  /** Sent and neither answered nor refused when it was over. */
  readonly abuseOpen: number;
  readonly abuseMb: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly serverEnded: boolean;
}

export interface Bounds {
  /** p99 of a ballot in quiet: slower, the machine has too much else to do, and whatever is compared with it says nothing. */
  readonly quietMs: number;
  /** p99 of a ballot under abuse: times that in quiet, or so much more, whichever is larger. */
  readonly timesQuiet: number;
  readonly aboveQuietMs: number;
  readonly silenceMs: number;
}

export const bounds: Bounds = { quietMs: 150, timesQuiet: 3, aboveQuietMs: 100, silenceMs: 250 };

/** Where much else runs on the machine, everything may take so many times as long. */
export function patient(usual: Bounds, times: number): Bounds {
  return {
    quietMs: usual.quietMs * times,
    timesQuiet: usual.timesQuiet * times,
    aboveQuietMs: usual.aboveQuietMs * times,
    silenceMs: usual.silenceMs * times,
  };
}

/** Ballots a second. */
const perSecond = 25;
/** How often `/healthz` is asked, in milliseconds. */
const healthEveryMs = 20;
/** Abusers begin so much before the ballots, in milliseconds. */
const leadMs = 500;

/** Quiet is looked for so often. */
const quietRounds = 3;

/** Ballots while nobody abuses the server: the best of up to three rounds, the first that is as it should be. */
export async function measureQuiet(arena: Arena, seconds: number, expected: Bounds): Promise<Row> {
  let best = await measure(arena, null, seconds);
  for (let round = 1; round < quietRounds && faultsOf(best, best, expected).length > 0; round += 1) {
    const next = await measure(arena, null, seconds);
    if (next.p99Ms < best.p99Ms) best = next;
  }
  return best;
}

/** @param abuse null for quiet */
export async function measure(arena: Arena, abuse: Abusive | null, seconds: number): Promise<Row> {
  await arena.gatherVoters();
  await arena.rest();
  // Started anew, it has nobody connected.
  await arena.gatherVoters();
  const before = await arena.usage();
  await arena.watch(healthEveryMs);
  const reports = await arena.abuse(abuse?.jobs(arena.large) ?? [], seconds * 1_000 + leadMs);
  await new Promise((resolve) => setTimeout(resolve, leadMs));
  const { ms, refusals } = await arena.vote(perSecond, seconds * 1_000);
  const silenceMs = await arena.silence();
  const abused = await reports();
  const after = await arena.usage();
  const sum = (of: (report: (typeof abused)[number]) => number) => abused.reduce((all, report) => all + of(report), 0);
  const sorted = [...ms].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const answered = sum((report) => report.answered);
  const refused = sum((report) => report.refused);
  return {
    abuse: abuse?.name ?? quietName,
    ballots: ms.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    refused: refusals.length,
    refusals: [...new Set(refusals)],
    silenceMs,
    abuserCpuSeconds: sum((report) => report.cpuMs) / 1_000,
    serverCpuSeconds: before && after ? (after.cpuMicros - before.cpuMicros) / 1e6 : null,
    serverRssMb: after?.rssMb ?? null,
    abuseAnswered: answered,
    abuseRefused: refused,
    abuseOpen: Math.max(0, sum((report) => report.sent) - answered - refused),
    abuseMb: sum((report) => report.mb),
    codes: together(abused.map(({ codes }) => codes)),
    serverEnded: arena.isDown,
  };
}

function together(all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const codes of all)
    for (const [code, count] of Object.entries(codes)) counts.set(code, (counts.get(code) ?? 0) + count);
  return Object.fromEntries(counts);
}

const quietName = 'quiet';
const isQuiet = ({ abuse }: Row) => abuse === quietName;

/** What is wrong with a row, in words; empty when it is as it should be. */
export function faultsOf(row: Row, quiet: Row, expected: Bounds): readonly string[] {
  const { quietMs, timesQuiet, aboveQuietMs, silenceMs } = expected;
  const p99Ms = Math.max(timesQuiet * quiet.p99Ms, quiet.p99Ms + aboveQuietMs);
  const isBusy = quiet.p99Ms > quietMs;
  return [
    ...(isBusy
      ? [`the machine is too busy: p99 of a ballot ${quiet.p99Ms.toFixed(0)} ms in quiet, over ${quietMs}`]
      : []),
    ...(isQuiet(row) || row.abuseAnswered + row.abuseRefused + row.abuseOpen > 0 ? [] : ['nothing was abused']),
    ...(row.ballots > 0 ? [] : ['no ballot was cast']),
    ...(row.p99Ms <= p99Ms ? [] : [`p99 of a ballot ${row.p99Ms.toFixed(0)} ms, over ${p99Ms.toFixed(0)}`]),
    ...(row.refused === 0 ? [] : [`${row.refused} of ${row.ballots} ballots refused: ${row.refusals.slice(0, 3)}`]),
    ...(row.silenceMs <= silenceMs ? [] : [`silent for ${row.silenceMs.toFixed(0)} ms, over ${silenceMs}`]),
    ...(row.serverEnded ? ['the server ended'] : []),
  ];
}
