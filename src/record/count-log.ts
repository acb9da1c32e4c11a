import type { Said } from './read-log';

/** Counts of one poll's ballots. */
export interface LogCount {
  readonly cast: number;
  readonly blank: number;
  /** Votes by option code, for the options somebody chose. */
  readonly votes: Readonly<Record<string, number>>;
}

interface LoggedBallot {
  readonly electorId: string;
  readonly choices: readonly string[];
}

/**
 * Counts the NAMED polls that were closed from what the log says and nothing else, by poll. The ballots are those
 * listed at closing; polls whose entry lists none (UNLINKED ones) are left out.
 */
export function countLog(said: readonly Pick<Said, 'kind' | 'subject' | 'data'>[]): ReadonlyMap<string, LogCount> {
  const counts = new Map<string, LogCount>();
  for (const { kind, subject, data } of said) {
    if (kind === 'pollClosed' && Array.isArray(data.ballots)) counts.set(subject, countBallotList(data.ballots));
  }
  return counts;
}

/** Adds up ballots one by one. */
export function countBallotList(ballots: readonly Pick<LoggedBallot, 'choices'>[]): LogCount {
  // A map, because codes are words of users: an object has a `constructor` before anybody chose one.
  const votes = new Map<string, number>();
  let blank = 0;
  for (const { choices } of ballots) {
    if (choices.length === 0) blank += 1;
    for (const code of choices) votes.set(code, (votes.get(code) ?? 0) + 1);
  }
  return { cast: ballots.length, blank, votes: Object.fromEntries(votes) };
}
