import type { PollRows } from './poll-rows';

/** Of one measure, as fractions of whole numbers: numerators, all over one denominator. */
export interface Measured {
  readonly base: bigint;
  readonly votes: ReadonlyMap<string, bigint>;
}

/** How seats fall to options that may win, counted again. */
export interface Seating {
  readonly winners: readonly string[];
  readonly decidedBy: Readonly<Record<string, string>>;
  readonly tied: readonly string[];
}

/** A decimal as a whole number of 10^-18: two compare, and add up, exactly. */
export function whole(decimal: string): bigint {
  const [before = '0', after = ''] = decimal.split('.');
  return BigInt(before + after.padEnd(18, '0'));
}

/**
 * Gives the seats again by counting, for each option and criterion, how many stand before it: an option has its seat by the
 * first criterion after which fewer options than seats stand before or beside it. Shares no code with poll/decide.
 * @param able codes that met the rule
 */
export function seat(poll: PollRows, able: readonly string[], votes: Measured['votes'], seats: number): Seating {
  const order = criteriaOf(poll);
  const keysOf = (code: string, upTo: number) =>
    order.slice(0, upTo).map((criterion) => keyOf(poll, criterion, code, votes));
  const compare = (a: string, b: string, upTo: number) => {
    const [mine, theirs] = [keysOf(a, upTo), keysOf(b, upTo)];
    const at = mine.findIndex((key, index) => key !== theirs[index]);
    return at < 0 ? 0 : (mine[at] ?? 0n) > (theirs[at] ?? 0n) ? -1 : 1;
  };
  const before = (code: string, upTo: number) => able.filter((other) => compare(other, code, upTo) < 0).length;
  const beside = (code: string, upTo: number) => able.filter((other) => compare(other, code, upTo) === 0).length;
  const decidedBy = new Map<string, string>();
  for (const code of able) {
    const at = order.findIndex((_, index) => before(code, index + 1) + beside(code, index + 1) <= seats);
    if (at >= 0) decidedBy.set(code, order[at] ?? '');
  }
  const place = (code: string) => order.indexOf(decidedBy.get(code) ?? '') + 1;
  const winners = able
    .filter((code) => decidedBy.has(code))
    .sort((a, b) => compare(a, b, Math.max(place(a), place(b))) || (a < b ? -1 : 1));
  const tied = able.filter(
    (code) => !decidedBy.has(code) && winners.length < seats && before(code, order.length) === winners.length,
  );
  return { winners, decidedBy: Object.fromEntries(decidedBy), tied: [...tied].sort() };
}

/** The criteria that were counted: up to the first that somebody has to act on. */
function criteriaOf({ rule, secondBallot }: PollRows): readonly string[] {
  const counted: string[] = [];
  for (const criterion of rule.tieOrder) {
    if (criterion === 'LEADERS_DECIDE') break;
    if (criterion === 'SECOND_BALLOT') {
      if (secondBallot < 2) break;
    } else counted.push(criterion);
  }
  return counted;
}

function keyOf(poll: PollRows, criterion: string, code: string, votes: Measured['votes']): bigint {
  const rank = poll.ranks[code];
  if (criterion === 'VOTES') return votes.get(code) ?? 0n;
  if (criterion === 'SCORE') return rank?.score ? whole(rank.score) : -1n;
  return rank?.goesFirst ? 1n : 0n;
}
