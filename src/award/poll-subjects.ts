import type { AwardSubject, PollSubjects, ProposalSubject } from '../poll/subjects';
import { readFinalScores } from '../score/read-final-scores';
import { lockProposals } from './lock-proposals';
import { requireNotBarred } from './read-bars';

/** What polls ask about awards and their proposals. */
export const pollSubjects: PollSubjects = {
  async award(tx, code) {
    const [known] = await tx.query<AwardSubject[]>('select code as award, kind from award where code = $1', [code]);
    return known ?? null;
  },

  async proposals(tx, conferenceId, ids) {
    if (ids.length === 0) return [];
    return tx.query<ProposalSubject[]>(
      `select a.id, a.member_id as "memberId", w.code as award, w.kind from award_proposal a join award w on w.id = a.award_id
       where a.id = any($1) and a.conference_id = $2`,
      [ids, conferenceId],
    );
  },

  requireNotBarred,

  finalScores: async (tx, blocId, year) => (year === null ? null : readFinalScores(tx, blocId, year)),

  lock: lockProposals,
};
