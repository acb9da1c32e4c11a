import type { EntityManager } from 'typeorm';
import { databaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import {
  authority,
  type Field,
  type Grant,
  requireAllowedEverywhere,
  requireField,
} from '../graphql/authorize/authority';
import { type BlocRole, Role, type Viewer } from '../graphql/authorize/viewer';
import { found } from '../graphql/context';
import { holdHeads, startLog } from '../log/append';
import { Bloc } from './bloc';

/**
 * Holds a bloc with the head of its log, so that acts on it go one after another and none waits between the look at who
 * may do it and the entry that says when it was done. An act takes it first, before the session of whoever acts, since who
 * recovers an account holds it when ending sessions. Starts the log when this is its first entry.
 * @throws Refusal NOT_FOUND
 */
export function holdBloc(blocId: string): (tx: EntityManager) => Promise<void> {
  return async (tx) => {
    found(await tx.findOne(Bloc, { where: { id: blocId }, lock: { mode: 'for_no_key_update' } }));
    await startLog(tx, blocId);
    await holdHeads(tx, [blocId]);
  };
}

/**
 * SQL for the roles `r` that are held at a moment: from their beginning until just before their end, and a leader's
 * office only while the leadership term stands by which it is one.
 * @param at SQL for the moment
 */
export const isHeld = (at: string): string => `(
  r.valid_from <= ${at} and (r.valid_until is null or r.valid_until > ${at})
  and not exists (select from leadership_term t where t.id = r.term_id and t.superseded_at is not null)
)`;

/**
 * What every act at a bloc asks first, after it holds the bloc: whether the viewer's role opens the field everywhere, or
 * a role at this bloc that is held now, by the database's clock, does. Those roles are held until the transaction ends.
 * @returns the roles at the bloc that open it; none for an administrator
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN
 */
export async function requireAtBloc(
  tx: EntityManager,
  viewer: Viewer,
  field: Field,
  blocId: string,
): Promise<readonly BlocRole[]> {
  const by = await openedAtBlocs(tx, viewer, field, [blocId]);
  if (by === null) throw new Refusal('FORBIDDEN', { field, blocId });
  return by;
}

/**
 * The same for what an officer does for the one member whose officer they are.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN
 */
export async function requireOfficerOf(
  tx: EntityManager,
  viewer: Viewer,
  field: Field,
  { blocId, memberId }: { readonly blocId: string; readonly memberId: string },
): Promise<void> {
  requireField(viewer, field);
  const held = await tx.query<unknown[]>(
    `select from held_role r
     where r.bloc_id = $1 and r.account_id = $2 and r.role = 'OFFICER' and r.member_id = $3 and ${isHeld(databaseNow)}
     for share`,
    [blocId, viewer.accountId, memberId],
  );
  if (held.length === 0) throw new Refusal('FORBIDDEN', { field, blocId, memberId });
}

/**
 * The same at any of these blocs, for acts that tell nobody else whether what they are about is there.
 * @param hold empty in a snapshot that only reads
 * @returns null when nothing opens it to STAFF
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN to any other role that it is not open to
 */
export async function openedAtBlocs(
  tx: EntityManager,
  viewer: Viewer,
  field: Field,
  blocIds: readonly string[],
  hold: 'for share' | '' = 'for share',
): Promise<readonly BlocRole[] | null> {
  if (viewer.role !== Role.STAFF) {
    requireAllowedEverywhere(viewer, field);
    return [];
  }
  const grant: Grant = authority[field];
  const held = await tx.query<{ role: BlocRole }[]>(
    `select r.role from held_role r
     where r.bloc_id = any($1) and r.account_id = $2 and r.role = any($3) and ${isHeld(databaseNow)}
     order by r.id ${hold}`,
    [blocIds, viewer.accountId, grant.atBloc ?? []],
  );
  return held.length === 0 ? null : held.map(({ role }) => role);
}
