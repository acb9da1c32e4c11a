import type { Outcome, Poll } from './poll';

type Counted = Pick<Poll, 'result' | 'tieDecision'>;

/** Codes of the options that have a seat: by the counts, or since leader and deputy decided the tie. */
export function winnersOf({ result, tieDecision }: Counted): readonly string[] {
  return [...(result?.winners ?? []), ...(tieDecision?.winners ?? [])];
}

/** What a poll came to: a tie that leader and deputy decided is no longer one. Null before closing. */
export function outcomeOf({ result, tieDecision }: Counted): Outcome | null {
  return tieDecision ? ('PASSED' as Outcome) : (result?.outcome ?? null);
}

/**
 * Who shares the seats left, and how many those are, of a poll counted as TIED. Results of before tie orders do not name
 * them: the tie was for the next seat, so it is among those with the most votes of the rest.
 */
export function tiedOf({ result, rule, maxChoices }: Pick<Poll, 'result' | 'rule' | 'maxChoices'>): {
  readonly codes: readonly string[];
  readonly seats: number;
} {
  const { votes = {}, winners = [], tied } = result ?? {};
  const rest = Object.entries(votes).filter(([code]) => !winners.includes(code));
  const most = Math.max(...rest.map(([, count]) => count));
  const codes = tied ?? rest.filter(([, count]) => count === most).map(([code]) => code);
  return { codes, seats: (rule.seats ?? maxChoices) - winners.length };
}
