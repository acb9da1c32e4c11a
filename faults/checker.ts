import type { Attempt } from './journal';

/** An entry of a log as a reader was given it. */
export interface Given {
  readonly position: number;
  readonly text: string;
}

/** What is there after a run, and what everybody saw. */
export interface History {
  readonly attempts: readonly Attempt[];
  /** Everything that counts; the value null where nobody can tell it any more, as in a secret ballot. */
  readonly counted: readonly { readonly unit: string; readonly value: string | null }[];
  /** For polls whose values stand apart from the units: how often each value was counted, by poll. */
  readonly apart: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** What each poll announced at its closing: ballots. */
  readonly announced: ReadonlyMap<string, number>;
  /** The log as the database holds it: a text for each entry, in order. */
  readonly log: readonly string[];
  /** Entries as each reader was given them, in order. */
  readonly readers: readonly (readonly Given[])[];
  /** Whether each subscriber of a state ended with what the database holds. */
  readonly subscribers: readonly boolean[];
  /** What the product's own recount found to differ. */
  readonly differences: readonly string[];
}

export interface Verdict {
  /** Acknowledged, and not counted or not with that value. */
  readonly lost: number;
  /** Counted twice, or acknowledged under two receipts. */
  readonly duplicated: number;
  /** Counted though nobody asked for it. */
  readonly phantom: number;
  /** Polls that announced another number than is counted. */
  readonly misannounced: number;
  /** Readers whose log has a gap, a double or no end. */
  readonly gaps: number;
  /** Entries whose text a reader was given otherwise than the database holds it. */
  readonly altered: number;
  /** Subscribers that did not end at the database's version. */
  readonly behind: number;
  /** What the recount found to differ. */
  readonly recount: number;
}

/** The set test: many unique additions under faults, then everything is read and compared with what clients know. */
export function check(history: History): Verdict {
  const { attempts, counted, apart, announced, log, readers, subscribers, differences } = history;
  const byUnit = groupBy(attempts, ({ unit }) => unit);
  const values = groupBy(counted, ({ unit }) => unit);
  let lost = 0;
  let duplicated = 0;
  let phantom = 0;

  for (const [unit, tries] of byUnit) {
    const receipts = new Set<string>();
    for (const { outcome, key } of tries) if (outcome.is === 'ok') receipts.add(`${key} ${outcome.sequence}`);
    if (receipts.size > 1) duplicated += receipts.size - 1;
    const acknowledged = tries.find(({ outcome }) => outcome.is === 'ok');
    const found = values.get(unit);
    if (acknowledged && !found?.some(({ value }) => value === null || value === acknowledged.value)) lost += 1;
  }
  for (const [unit, found] of values) {
    duplicated += found.length - 1;
    const possible = byUnit.get(unit)?.filter(({ outcome }) => outcome.is !== 'failed') ?? [];
    phantom += found.filter(({ value }) => !possible.some((each) => value === null || value === each.value)).length;
  }
  for (const [poll, counts] of apart) {
    const onRoll = counted.filter(({ unit }) => unit.startsWith(`${poll} `)).length;
    const ballots = [...counts.values()].reduce((sum, count) => sum + count, 0);
    duplicated += Math.max(0, ballots - onRoll);
    lost += Math.max(0, onRoll - ballots);
    const sure = [...byUnit].filter(([unit]) => unit.startsWith(`${poll} `)).flatMap(([, tries]) => tries);
    const acknowledged = new Map(
      sure.filter(({ outcome }) => outcome.is === 'ok').map(({ unit, value }) => [unit, value]),
    );
    for (const [value, units] of groupBy([...acknowledged], ([, given]) => given))
      lost += Math.max(0, units.length - (counts.get(value) ?? 0));
  }
  const misannounced = [...announced].filter(
    ([poll, ballots]) => counted.filter(({ unit }) => unit.startsWith(`${poll} `)).length !== ballots,
  ).length;
  const gaps = readers.filter(
    (given) => given.length !== log.length || given.some(({ position }, index) => position !== index + 1),
  ).length;
  const altered = readers.flat().filter(({ position, text }) => text !== log[position - 1]).length;
  const behind = subscribers.filter((current) => !current).length;
  return { lost, duplicated, phantom, misannounced, gaps, altered, behind, recount: differences.length };
}

/** Whether nothing at all is wrong. */
export function isClean(verdict: Verdict): boolean {
  return Object.values(verdict).every((count) => count === 0);
}

/** What is wrong, in a few words. */
export function wordsOf(verdict: Verdict): string {
  return Object.entries(verdict)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function groupBy<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group) group.push(thing);
    else groups.set(keyOf(thing), [thing]);
  }
  return groups;
}
