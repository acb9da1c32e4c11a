import { Field, ID, InputType } from 'type-graphql';
import { HeldRole } from '../bloc/held-role';
import { holdBloc, openedAtBlocs } from '../bloc/hold-role';
import type { Database } from '../database/database';
import { databaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { blocRoleEnded } from './events';
import { grantRefusal } from './rules';

@InputType({ description: 'Which role at a bloc to end.' })
export class EndBlocRoleInput extends ActInput {
  @Field(() => ID, { description: 'The role somebody holds, or is to hold.' })
  heldRoleId: string;
}

/**
 * Ends a role now, or one that has not begun before it does. Who may give out a role may end it. What its holder was doing
 * is finished first; nothing they begin afterwards is done. To who may not at its bloc, it is not there.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, ENDED
 */
export async function endBlocRole(db: Database, viewer: Viewer, input: EndBlocRoleInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.endBlocRole');
  const heldRoleId = asId(input.heldRoleId);
  // A role never changes its bloc.
  const { blocId } = found(await db.manager.findOneBy(HeldRole, { id: heldRoleId }));
  const ask = {
    ...{ act: 'endBlocRole', about: { heldRoleId } },
    ...{ idempotencyKey: input.idempotencyKey, first: holdBloc(blocId) },
  };
  return act(db, viewer, ask, async (tx) => {
    const by = found(await openedAtBlocs(tx, viewer, 'Mutation.endBlocRole', [blocId]));
    const before = found(await tx.findOneBy(HeldRole, { id: heldRoleId }));
    const refusal = grantRefusal([viewer.role, ...by], before.role);
    if (refusal) throw new Refusal(refusal, { field: 'Mutation.endBlocRole', role: before.role });
    await tx.query(
      `update held_role set valid_until = greatest(valid_from, ${databaseNow})
       where id = $1 and (valid_until is null or valid_until > ${databaseNow})`,
      [heldRoleId],
    );
    const { validUntil } = found(await tx.findOneBy(HeldRole, { id: heldRoleId }));
    if (validUntil?.getTime() === before.validUntil?.getTime()) throw new Refusal('ENDED', { heldRoleId });
    return blocRoleEnded({ ...before, validUntil }, before.validUntil);
  });
}
