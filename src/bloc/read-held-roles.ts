import { databaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import { authority, type Field, type Grant, requireAllowedEverywhere } from '../graphql/authorize/authority';
import { BlocRole, Role } from '../graphql/authorize/viewer';
import type { Context } from '../graphql/context';
import { type Loader, rowById } from '../graphql/loading/loader';
import { pagesOf } from '../graphql/loading/paging';
import { HeldRole } from './held-role';
import { isHeld } from './hold-role';

export const heldRoleById = rowById(HeldRole);

const isNotOver = (alias: string): string => `(${alias}.validUntil is null or ${alias}.validUntil > ${databaseNow})`;

/** Roles at each bloc that are held or to come, those held for longest first. */
export const rolesByBloc = pagesOf<HeldRole, null>({
  entity: HeldRole,
  alias: 'held',
  parent: 'held.blocId',
  keys: [{ sql: 'held.validFrom', of: (held) => held.validFrom.toISOString() }, 'id'],
  narrow: (query) => void query.andWhere(isNotOver('held')),
});

/** Roles of each account that are held or to come, those held for longest first. */
export const rolesByAccount: Loader<string, readonly HeldRole[]> = {
  async read(reader, accountIds) {
    const roles = await reader
      .createQueryBuilder(HeldRole, 'held')
      .where('held.accountId in (:...accountIds)', { accountIds: [...new Set(accountIds)] })
      .andWhere(isNotOver('held'))
      .orderBy('held.validFrom')
      .addOrderBy('held.id')
      .getMany();
    return accountIds.map((accountId) => roles.filter((held) => held.accountId === accountId));
  },
};

/** A role that is held. */
type Held = Pick<HeldRole, 'blocId' | 'role' | 'memberId'>;

/** Which roles each account holds now, by bloc, for what only some of them may read. */
const heldByAccount: Loader<string, readonly Held[]> = {
  async read(reader, accountIds) {
    const rows = await reader.query<(Held & { accountId: string })[]>(
      `select r.account_id as "accountId", r.bloc_id as "blocId", r.role, r.member_id as "memberId" from held_role r
       where r.account_id = any($1) and ${isHeld(databaseNow)}`,
      [accountIds],
    );
    return accountIds.map((accountId) => rows.filter((row) => row.accountId === accountId));
  },
};

/** The roles the viewer holds at a bloc now, for fields of which each role sees another part. */
export async function rolesHeldAt({ load, viewer }: Context, blocId: string): Promise<readonly Held[]> {
  if (viewer.role !== Role.STAFF || viewer.accountId === null) return [];
  return (await load(heldByAccount, viewer.accountId)).filter((held) => held.blocId === blocId);
}

/**
 * What a field asks that only some at the bloc may read: the same as `requireAtBloc`, for reads.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN
 */
export async function requireReadsAtBloc(ctx: Context, field: Field, blocId: string): Promise<void> {
  if (ctx.viewer.role !== Role.STAFF) return requireAllowedEverywhere(ctx.viewer, field);
  if ((await openingTo(ctx, field, blocId)).length === 0) throw new Refusal('FORBIDDEN', { field, blocId });
}

/**
 * The same of what is of one member: an officer's role opens it for their own member only, that of an office for all.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN
 */
export async function requireReadsForMember(
  ctx: Context,
  field: Field,
  { blocId, memberId }: { readonly blocId: string; readonly memberId: string },
): Promise<void> {
  if (ctx.viewer.role !== Role.STAFF) return requireAllowedEverywhere(ctx.viewer, field);
  const held = await openingTo(ctx, field, blocId);
  if (held.some(({ role, memberId: of }) => role !== BlocRole.OFFICER || of === memberId)) return;
  throw new Refusal('FORBIDDEN', { field, blocId, memberId });
}

/** The roles at the bloc that the viewer holds now and that open the field. */
async function openingTo({ load, viewer }: Context, field: Field, blocId: string): Promise<readonly Held[]> {
  const grant: Grant = authority[field];
  const held = viewer.accountId === null ? [] : await load(heldByAccount, viewer.accountId);
  return held.filter((row) => row.blocId === blocId && grant.atBloc?.includes(row.role));
}
