import type { EntityManager } from 'typeorm';
import { Refusal } from '../errors/refusal';
import { type Field, requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { found } from '../graphql/context';
import { PendingAct, PendingActState } from './pending-act';

/**
 * An act that waits, held FOR UPDATE, for an account that may settle it: of two who settle it at once the second finds it
 * settled.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, ACT_SETTLED
 */
export async function holdPendingAct(tx: EntityManager, viewer: Viewer, field: Field, id: string): Promise<PendingAct> {
  const pending = found(await tx.findOne(PendingAct, { where: { id }, lock: { mode: 'pessimistic_write' } }));
  requireAllowed(viewer, field, pending.conferenceId);
  const { state, settledBy } = pending;
  if (state !== PendingActState.WAITING) throw new Refusal('ACT_SETTLED', { state, settledBy });
  return pending;
}

/**
 * Writes down what became of it, and by whom. Nobody makes their own second person: it is not confirmed in a session that
 * a badge or an identity opened which whoever asked gave after asking, themselves or through sessions opened that way.
 * @throws Refusal BADGE_FROM_ASKER
 */
export async function settle(
  tx: EntityManager,
  { id }: PendingAct,
  viewer: Viewer,
  state: PendingActState,
): Promise<void> {
  const [settled] = await tx.query<[unknown[], number]>(statement, [
    ...[id, state, viewer.accountId, viewer.name, viewer.role],
    ...[viewer.sessionId, PendingActState.CONFIRMED],
  ]);
  if (settled.length === 0) throw new Refusal('BADGE_FROM_ASKER', { pendingActId: id });
}

// From the session that settles back through those in which each badge was given. All of one line were given in turn.
const statement = `
  with recursive line as (
    select given_in, given_at from session where id = $6
    union
    select session.given_in, session.given_at from line join session on session.id = line.given_in
  )
  update pending_act set state = $2, settled_by_id = $3, settled_by = $4, settled_by_role = $5,
    settled_at = clock_timestamp()
  where id = $1 and ($2 <> $7 or not exists (
    select from line join session giver on giver.id = line.given_in
    where giver.account_id = asked_by_id and line.given_at > asked_at
  ))
  returning id
`;
