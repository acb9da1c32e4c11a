import type { EntityManager } from 'typeorm';
import type { Poll } from './poll';
import { pollsAboutProposal } from './polls-about';

/** An award proposal, as far as polls have to know it; the room of awards stands above this one. */
export interface HeldProposal {
  readonly id: string;
  /** Steps recorded outside the ballot, first to last, such as AGREED or APPROVED. */
  readonly steps: readonly string[];
  /** Every poll about it, in the order they were made. */
  readonly polls: readonly Pick<Poll, 'id' | 'ordinal' | 'state'>[];
}

/**
 * The award proposals of its conference that a poll is about, locked until the transaction ends, in one order
 * everywhere: nobody opens or sets aside another poll about them or decides on them meanwhile. Lock the poll and the
 * conference before.
 */
export async function lockProposals(tx: EntityManager, poll: Poll): Promise<readonly HeldProposal[]> {
  const held = await tx.query<{ id: string }[]>(
    `select a.id from award_proposal a
     where a.conference_id = $2 and a.id in (
       select subject_id from poll where id = $1 and kind = 'YES_NO_ABSTAIN'
       union all
       select subject_id from poll_option where poll_id = $1
     )
     order by a.id for update`,
    [poll.id, poll.conferenceId],
  );
  const ids = held.map(({ id }) => id);
  if (ids.length === 0) return [];
  // Read after the lock, so that what it was waited for is seen.
  const steps = await tx.query<{ proposalId: string; step: string }[]>(
    'select proposal_id as "proposalId", step from award_decision where proposal_id = any($1) order by ordinal',
    [ids],
  );
  const asked = await pollsAboutProposal.read(tx, ids);
  return ids.map((id, index) => ({
    id,
    steps: steps.filter(({ proposalId }) => proposalId === id).map(({ step }) => step),
    polls: (asked[index] ?? []).map((each) => each.poll),
  }));
}
