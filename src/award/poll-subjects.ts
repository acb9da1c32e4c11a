import type { PollSubjects } from '../poll/subjects';
import { lockProposals } from './lock-proposals';

/** What polls ask about awards and their proposals. */
export const pollSubjects: PollSubjects = {
  async isAward(tx, code) {
    const [known] = await tx.query<unknown[]>('select from award where code = $1', [code]);
    return known !== undefined;
  },

  async awardsOf(tx, conferenceId, ids) {
    const awards = await tx.query<{ code: string }[]>(
      `select distinct w.code from award_proposal a join award w on w.id = a.award_id
       where a.id = any($1) and a.conference_id = $2 order by w.code`,
      [ids, conferenceId],
    );
    return awards.map(({ code }) => code);
  },

  async isElsewhere(tx, conferenceId, ids) {
    const [elsewhere] = await tx.query<unknown[]>(
      'select 1 from award_proposal where id = any($1) and conference_id <> $2 limit 1',
      [ids, conferenceId],
    );
    return elsewhere !== undefined;
  },

  lock: lockProposals,
};
