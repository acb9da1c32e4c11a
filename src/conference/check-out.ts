import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { delegateCheckedOut } from './events';
import { attendeeOf, lockAttendee } from './lock-attendee';
import { Presence } from './presence';

@InputType({ description: 'Who leaves the hall.' })
export class CheckOutInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The delegate; the caller when left out. Delegates may check out themselves only.',
  })
  delegateId?: string | null;
}

/**
 * Marks a delegate as having left the hall. Votes already cast stay cast.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, CONFERENCE_STATE, NOT_PRESENT
 */
export async function checkOut(db: Database, viewer: Viewer, input: CheckOutInput): Promise<Receipt> {
  const about = { conferenceId: asId(input.conferenceId), delegateId: attendeeOf(viewer, input) };
  return act(db, viewer, { act: 'checkOut', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const { delegate, member } = await lockAttendee(tx, viewer, 'Mutation.checkOut', about);
    const ended = await tx
      .createQueryBuilder()
      .update(Presence)
      // Two machines' clocks may differ by more than a short stay.
      .set({ checkedOutAt: () => 'greatest(checked_in_at, :at::timestamptz)' })
      .setParameter('at', now())
      .where({ delegateId: delegate.id })
      .andWhere('checked_out_at is null')
      .execute();
    if (ended.affected === 0) throw new Refusal('NOT_PRESENT', { delegateId: delegate.id });
    return delegateCheckedOut(delegate, member);
  });
}
