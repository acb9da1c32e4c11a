import type { ConferencePolls } from '../conference/polls';
import { Poll, PollState } from './poll';

/** What a conference asks about its polls. */
export const conferencePolls: ConferencePolls = {
  async open(tx, conferenceId) {
    const polls = await tx.find(Poll, {
      select: { id: true },
      where: { conferenceId, state: PollState.OPEN },
      order: { ordinal: 'ASC' },
    });
    return polls.map(({ id }) => id);
  },
};
