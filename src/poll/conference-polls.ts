import type { EntityManager, FindOptionsWhere } from 'typeorm';
import type { ConferencePolls } from '../conference/polls';
import { Poll, PollState } from './poll';

/** What a conference asks about its polls. */
export const conferencePolls: ConferencePolls = {
  open: (tx, conferenceId) => idsOf(tx, { conferenceId, state: PollState.OPEN }),
  ofItem: (tx, agendaItemId) => idsOf(tx, { agendaItemId }),
};

async function idsOf(tx: EntityManager, where: FindOptionsWhere<Poll>): Promise<readonly string[]> {
  const polls = await tx.find(Poll, { select: { id: true }, where, order: { ordinal: 'ASC' } });
  return polls.map(({ id }) => id);
}
