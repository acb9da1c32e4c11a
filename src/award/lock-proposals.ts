import type { EntityManager } from 'typeorm';
import type { Poll } from '../poll/poll';
import type { HeldProposal } from '../poll/subjects';
import { decisionsByProposal } from './loaders';
import { pollsAboutProposal } from './polls-about';
import { standingDecisions } from './standing-decisions';

/** See `PollSubjects.lock` (poll/subjects). */
export async function lockProposals(
  tx: EntityManager,
  poll: Pick<Poll, 'id' | 'conferenceId'>,
): Promise<readonly HeldProposal[]> {
  const held = await tx.query<{ id: string }[]>(
    `select a.id from award_proposal a
     where a.conference_id = $2 and a.id in (
       select proposal_id from poll where id = $1
       union all
       select proposal_id from poll_option where poll_id = $1
     )
     order by a.id for update`,
    [poll.id, poll.conferenceId],
  );
  const ids = held.map(({ id }) => id);
  if (ids.length === 0) return [];
  // Read after the lock, so that what it was waited for is seen.
  const decisions = await decisionsByProposal.read(tx, ids);
  const asked = await pollsAboutProposal.read(tx, ids);
  return ids.map((id, index) => ({
    id,
    steps: standingDecisions(decisions[index] ?? []).map(({ step }) => step),
    polls: (asked[index] ?? []).map((each) => each.poll),
  }));
}
