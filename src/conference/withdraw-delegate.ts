import { Field, ID, InputType } from 'type-graphql';
import { Member } from '../bloc/member';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Delegate } from './delegate';
import { delegateWithdrawn } from './events';
import { holdDelegates } from './hold-delegates';
import { isPresent } from './read-presence';

@InputType({ description: 'Who will not come.' })
export class WithdrawDelegateInput extends ActInput {
  @Field(() => ID, { description: 'The delegate.' })
  delegateId: string;

  @Field(() => String, { description: 'Why, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;
}

/**
 * Enters that a delegate will not come: they are not expected and not let in any more. They stay on the list with what
 * they have cast and signed, and their mandates may still go to a stand-in.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, DELEGATE_WITHDRAWN, ALREADY_PRESENT
 */
export function withdrawDelegate(db: Database, viewer: Viewer, input: WithdrawDelegateInput): Promise<Receipt> {
  const about = { delegateId: asId(input.delegateId), reason: words(input.reason) };
  return act(db, viewer, { act: 'withdrawDelegate', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const [delegate] = await holdDelegates(tx, viewer, 'Mutation.withdrawDelegate', [about.delegateId] as const);
    if (delegate.withdrawnAt) throw new Refusal('DELEGATE_WITHDRAWN', { delegateId: delegate.id });
    if (await isPresent(tx, delegate.id)) throw new Refusal('ALREADY_PRESENT', { delegateId: delegate.id });
    const after = { ...delegate, withdrawnAt: now() };
    await tx.update(Delegate, delegate.id, { withdrawnAt: after.withdrawnAt });
    const member = delegate.memberId === null ? null : await tx.findOneBy(Member, { id: delegate.memberId });
    return delegateWithdrawn(delegate, after, member, about.reason);
  });
}
