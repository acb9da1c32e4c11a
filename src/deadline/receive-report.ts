import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Member } from '../bloc/member';
import { membersOfYear } from '../bloc/read-members';
import type { Database } from '../database/database';
import { readDatabaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { CalendarDate } from '../graphql/types/scalars';
import type { Receipt } from '../log/append';
import { dayOf } from './calendar';
import { actOnDeadline } from './change-deadline';
import type { Deadline } from './deadline';
import { reportReceived } from './events';
import { ReceivedReport } from './received-report';

@InputType({ description: 'What came on paper, from whom, and on what day.' })
export class ReceiveReportInput extends ActInput {
  @Field(() => ID, { description: 'What was due; it stands.' })
  deadlineId: string;

  @Field(() => ID, { description: 'From whom: a member that owes it.' })
  memberId: string;

  @Field(() => CalendarDate, { description: 'Day on which it came, by the calendar of Vietnam; not in the future.' })
  receivedOn: string;
}

/**
 * Records the day on which something due came on paper, by the leader's office or an administrator. Recorded again, that day
 * takes the place of the one before. Where the member reported here too, the earlier of the two counts.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, DEADLINE_WITHDRAWN
 */
export function receiveReport(db: Database, viewer: Viewer, input: ReceiveReportInput): Promise<Receipt> {
  const [deadlineId, memberId] = [asId(input.deadlineId), asId(input.memberId)];
  const { receivedOn } = input;
  const about = { deadlineId, memberId, receivedOn };
  return actOnDeadline(db, viewer, { act: 'receiveReport', deadlineId, about, input }, async (tx, deadline) => {
    const member = found(await tx.findOneBy(Member, { id: memberId, blocId: deadline.blocId }));
    if (!(await owes(tx, deadline, memberId)))
      throw new Refusal('BAD_USER_INPUT', { argument: 'memberId', cure: 'Name a member that it is due from.' });
    if (receivedOn > dayOf(await readDatabaseNow(tx)))
      throw new Refusal('BAD_USER_INPUT', { argument: 'receivedOn', cure: 'Give a day that is not in the future.' });
    const before = await tx.findOneBy(ReceivedReport, { deadlineId, memberId });
    await tx.save(ReceivedReport, { deadlineId, memberId, receivedOn });
    return reportReceived(deadline, member, receivedOn, before?.receivedOn ?? null);
  });
}

async function owes(tx: EntityManager, { blocId, year, memberIds }: Deadline, memberId: string): Promise<boolean> {
  if (memberIds) return memberIds.includes(memberId);
  return (await membersOfYear(tx, blocId, year)).some(({ id }) => id === memberId);
}
