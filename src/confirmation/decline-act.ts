import { Field, ID, InputType } from 'type-graphql';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { actDeclined, actWithdrawn } from './events';
import { holdPendingAct, settle } from './hold-pending-act';
import { PendingActState } from './pending-act';

@InputType({ description: 'Which act to decline, and why.' })
export class DeclineActInput extends ActInput {
  @Field(() => ID, { description: 'The act that waits.' })
  pendingActId: string;

  @Field(() => String, { nullable: true, description: 'Why, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  why?: string | null;
}

@InputType({ description: 'Which act to take back.' })
export class WithdrawActInput extends ActInput {
  @Field(() => ID, { description: 'The act that waits; asked for by the same account.' })
  pendingActId: string;
}

/**
 * Settles an act that waits as not to be done. By another account than the one that asked.
 * @throws Refusal NOT_FOUND, FORBIDDEN, ACT_SETTLED, SAME_ACCOUNT
 */
export function declineAct(db: Database, viewer: Viewer, input: DeclineActInput): Promise<Receipt> {
  const pendingActId = asId(input.pendingActId);
  const why = input.why ? words(input.why) : null;
  const ask = { act: 'declineAct', about: { pendingActId, why }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const pending = await holdPendingAct(tx, viewer, 'Mutation.declineAct', pendingActId);
    if (viewer.accountId === pending.askedById) throw new Refusal('SAME_ACCOUNT', { pendingActId });
    await settle(tx, pending, viewer, PendingActState.DECLINED);
    return actDeclined(pending, why);
  });
}

/**
 * Takes back what the viewer's own account asked for.
 * @throws Refusal NOT_FOUND, FORBIDDEN for another account, ACT_SETTLED
 */
export function withdrawAct(db: Database, viewer: Viewer, input: WithdrawActInput): Promise<Receipt> {
  const pendingActId = asId(input.pendingActId);
  const ask = { act: 'withdrawAct', about: { pendingActId }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const pending = await holdPendingAct(tx, viewer, 'Mutation.withdrawAct', pendingActId);
    if (viewer.accountId !== pending.askedById) throw new Refusal('FORBIDDEN', { field: 'Mutation.withdrawAct' });
    await settle(tx, pending, viewer, PendingActState.WITHDRAWN);
    return actWithdrawn(pending);
  });
}
