/** Counts as they are typed; null where nothing was typed yet. */
export interface Entered {
  readonly cast: number | null;
  /** By option, in the order of the ballot. */
  readonly votes: readonly (number | null)[];
  readonly blank: number | null;
  readonly invalid: number | null;
}

export interface Ballot {
  readonly choose: boolean;
  readonly maxChoices: number;
  readonly electors: number;
}

/** What the typed counts come to. `difference` is collected less counted: what is missing, below 0 what is too much. */
export interface Sum {
  readonly sum: number;
  readonly fault: 'unfilled' | 'electors' | 'missing' | 'over' | 'choices' | null;
  readonly difference: number;
}

/**
 * The arithmetic the server does before it takes counts entered by hand. In a yes/no poll every ballot is one vote, or
 * invalid; in a poll to choose, ballots that choose hold one to `maxChoices` votes each.
 */
export function sumOf({ cast, votes, blank, invalid }: Entered, { choose, maxChoices, electors }: Ballot): Sum {
  const all = votes.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const aside = (blank ?? 0) + (invalid ?? 0);
  const sum = all + aside;
  const difference = (cast ?? 0) - sum;
  const answer = (fault: Sum['fault']): Sum => ({ sum, fault, difference });
  if ([cast, ...votes].includes(null)) return answer('unfilled');
  if ((cast ?? 0) > electors) return answer('electors');
  if (choose) {
    const chosen = (cast ?? 0) - aside;
    const fits =
      chosen >= 0 && all >= chosen && all <= chosen * maxChoices && votes.every((each) => (each ?? 0) <= chosen);
    return answer(fits ? null : 'choices');
  }
  if (difference === 0) return answer(null);
  return answer(difference > 0 ? 'missing' : 'over');
}
