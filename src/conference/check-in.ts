import { randomUUID } from 'node:crypto';
import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { delegateCheckedIn } from './events';
import { attendeeOf, lockAttendee } from './lock-attendee';

@InputType({ description: 'Who comes into the hall.' })
export class CheckInInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The delegate; the caller when left out. Delegates may check in themselves only.',
  })
  delegateId?: string | null;
}

/**
 * Marks a delegate as being in the hall from now on. Of two check-ins at once the database lets one win.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, CONFERENCE_STATE, DELEGATE_WITHDRAWN,
 *   ALREADY_PRESENT
 */
export async function checkIn(db: Database, viewer: Viewer, input: CheckInInput): Promise<Receipt> {
  const about = { conferenceId: asId(input.conferenceId), delegateId: attendeeOf(viewer, input) };
  return act(db, viewer, { act: 'checkIn', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const { delegate, member } = await lockAttendee(tx, viewer, 'Mutation.checkIn', about);
    if (delegate.withdrawnAt) throw new Refusal('DELEGATE_WITHDRAWN', { delegateId: delegate.id });
    const begun = await tx.query<unknown[]>(
      `insert into presence (id, conference_id, delegate_id, checked_in_at) values ($1, $2, $3, $4)
       on conflict (delegate_id) where checked_out_at is null do nothing returning id`,
      [randomUUID(), delegate.conferenceId, delegate.id, now()],
    );
    if (begun.length === 0) throw new Refusal('ALREADY_PRESENT', { delegateId: delegate.id });
    return delegateCheckedIn(delegate, member);
  });
}
