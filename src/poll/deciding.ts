import type { Ranked } from './decide';
import { type Decided, type Deciding, ofChoice, ofQuestion, untold } from './deciding-alike';
import { decidingOfUnlike } from './deciding-unlike';
import type { Counts } from './rules';

/**
 * What would decide a poll, exactly: the fewest ballots after which no way that the rest may vote, or stay away, makes it
 * another outcome. Where votes may be changed nothing is decided before closing. Where ballots are not alike, by weight or
 * by member, not everything can be told (deciding-unlike).
 * @param options of the poll, with what the tie order knows of them
 */
export function decidingOf(poll: Decided, counts: Counts, options: readonly Ranked[] = []): Deciding {
  if (poll.mayChange) return untold;
  const { members, ...heads } = counts;
  // The order of a second ballot is by votes alone: what share of members agreed is not asked again.
  if (counts.weights || (members && !poll.secondBallot)) return decidingOfUnlike(poll, counts, options);
  return poll.kind === 'YES_NO_ABSTAIN' ? ofQuestion(poll, heads) : ofChoice(poll, heads, options);
}
