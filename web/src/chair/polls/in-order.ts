import type { DeskPoll } from '../conference';

type Ordered = Pick<DeskPoll, 'state' | 'ordinal' | 'openedAt' | 'closedAt'>;

const rank = { OPEN: 0, DRAFT: 1, CLOSED: 2, VOID: 3 } as const;

/**
 * Votes as the desk needs them: the result that came last, until another vote is opened after it; then what is open, to
 * come, counted and void.
 */
export function inOrder<Poll extends Ordered>(polls: readonly Poll[]): readonly Poll[] {
  const at = (instant: string | null) => (instant === null ? 0 : Date.parse(instant));
  const closed = polls.filter(({ state }) => state === 'CLOSED').toSorted((a, b) => at(b.closedAt) - at(a.closedAt));
  const last = closed[0];
  const fresh =
    last && polls.every((poll) => poll.state !== 'OPEN' || at(poll.openedAt) < at(last.closedAt)) ? last : null;
  const place = (poll: Poll) => (poll === fresh ? -1 : rank[poll.state]);
  return polls.toSorted((a, b) => place(a) - place(b) || a.ordinal - b.ordinal);
}
