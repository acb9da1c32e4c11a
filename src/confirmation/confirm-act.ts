import { isDeepStrictEqual } from 'node:util';
import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { DomainEvent, Receipt } from '../log/append';
import { confirmed } from './events';
import { holdPendingAct, settle } from './hold-pending-act';
import { type PendingAct, PendingActState } from './pending-act';
import type { TwoKeyAct, TwoKeyActs } from './two-keys';

@InputType({ description: 'Which act to confirm.' })
export class ConfirmActInput extends ActInput {
  @Field(() => ID, { description: 'The act that waits.' })
  pendingActId: string;
}

/**
 * Does what another account asked for: everything is judged anew, and it must still stand as it did then. Its entry names
 * both. Whoever asked cannot confirm, by whatever session.
 * @returns the receipt of the act itself
 * @throws Refusal NOT_FOUND, FORBIDDEN, ACT_SETTLED, SAME_ACCOUNT, ACT_OUTDATED, and whatever forbids the act now
 */
export async function confirmAct(
  db: Database,
  viewer: Viewer,
  input: ConfirmActInput,
  acts: TwoKeyActs,
): Promise<Receipt> {
  const pendingActId = asId(input.pendingActId);
  const { idempotencyKey } = input;
  let after: (() => Promise<void> | undefined) | undefined;
  const receipt = await act(db, viewer, { act: 'confirmAct', about: { pendingActId }, idempotencyKey }, async (tx) => {
    const pending = await holdPendingAct(tx, viewer, 'Mutation.confirmAct', pendingActId);
    const { accountId, name, role } = viewer;
    if (accountId === null || accountId === pending.askedById) throw new Refusal('SAME_ACCOUNT', { pendingActId });
    await requireAskerHolds(tx, pending);
    const twoKey: TwoKeyAct<never> = acts[pending.kind];
    after = () => twoKey.after?.(db, pending.input as never);
    const judged = await twoKey.judge(tx, viewer, 'Mutation.confirmAct', pending.input as never);
    if (!isDeepStrictEqual(judged.basis, pending.basis))
      throw new Refusal('ACT_OUTDATED', { asked: pending.basis, now: judged.basis });
    const happened = await judged.perform();
    await settle(tx, pending, viewer, PendingActState.CONFIRMED);
    const all = 'kind' in happened ? [happened] : happened;
    // What is told to the bloc too says there who confirmed it.
    const isIt = ({ kind, subject }: DomainEvent) => kind === all[0]?.kind && subject === all[0].subject;
    return all.map((each) => (isIt(each) ? confirmed(each, pending, { accountId, name, role }) : each));
  });
  await after?.();
  return receipt;
}

/** Whoever was shut out since asks for nothing any more. @throws Refusal ACT_OUTDATED */
async function requireAskerHolds(tx: EntityManager, { askedById, askedBy }: PendingAct): Promise<void> {
  const [{ revoked }] = await tx.query<[{ revoked: boolean }]>(
    'select revoked_at is not null as revoked from account where id = $1',
    [askedById],
  );
  if (revoked) throw new Refusal('ACT_OUTDATED', { askedBy, revoked });
}
