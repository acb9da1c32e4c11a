import type { EntityManager } from 'typeorm';
import { Member } from '../bloc/member';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { Delegate } from './delegate';
import { lockConference } from './lock-conference';
import { overRefusal } from './rules';

interface Attendee {
  readonly delegate: Delegate;
  readonly member: Member | null;
}

/** Whose coming or going it is: the one named, or the caller. @throws Refusal BAD_USER_INPUT, NOT_FOUND */
export function attendeeOf(viewer: Viewer, input: { readonly delegateId?: string | null }): string {
  const id = input.delegateId ?? viewer.delegateId;
  if (id === null) throw new Refusal('BAD_USER_INPUT', { argument: 'delegateId', cure: 'Name the delegate.' });
  return asId(id);
}

/**
 * The delegate, when the viewer may check them in or out now; holds conference and delegate FOR SHARE.
 * The desk may for anyone, a delegate for themself.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE
 */
export async function lockAttendee(
  tx: EntityManager,
  viewer: Viewer,
  field: 'Mutation.checkIn' | 'Mutation.checkOut',
  about: { readonly conferenceId: string; readonly delegateId: string },
): Promise<Attendee> {
  const conference = await lockConference(tx, about.conferenceId);
  requireAllowed(viewer, field, conference.id);
  if (viewer.role === Role.DELEGATE && viewer.delegateId !== about.delegateId) {
    throw new Refusal('FORBIDDEN', { field, delegateId: about.delegateId });
  }
  const where = { id: about.delegateId, conferenceId: conference.id };
  const delegate = found(await tx.findOne(Delegate, { where, lock: { mode: 'pessimistic_read' } }));
  const refusal = overRefusal(conference.state);
  if (refusal) throw new Refusal(refusal, { state: conference.state });
  const member = delegate.memberId === null ? null : await tx.findOneBy(Member, { id: delegate.memberId });
  return { delegate, member };
}
