import { randomUUID } from 'node:crypto';
import { ArrayMaxSize, ArrayNotEmpty, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { type EntityManager, In, IsNull } from 'typeorm';
import { HeldRole } from '../bloc/held-role';
import { holdBloc, requireAtBloc } from '../bloc/hold-role';
import { LeadershipRole, LeadershipTerm } from '../bloc/leadership-term';
import { Member } from '../bloc/member';
import type { Database } from '../database/database';
import { readDatabaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import { BlocRole, Role, type Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { EachOnce } from '../graphql/types/each-once';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Account } from './account';
import { officeHandedOver } from './events';
import { grantRefusal } from './rules';

const field = 'Mutation.handOver';

@InputType({ description: "To whom the leader's office of a bloc goes, and for which year." })
export class HandOverInput extends ActInput {
  @Field(() => ID, { description: 'The bloc.' })
  blocId: string;

  @Field(() => Int, {
    description: 'Emulation year that begins, 2000 to 2100: the office goes to the member that leads in it.',
  })
  @Min(2000)
  @Max(2100)
  year: number;

  @Field(() => [ID], {
    description:
      "Accounts of role STAFF that are the leader's office from now on, 1 to 20, each once. Where the office that leaves hands over, they are officers of the member that takes over.",
  })
  @ArrayNotEmpty()
  @ArrayMaxSize(20)
  @EachOnce()
  accountIds: string[];
}

/**
 * Hands the leader's office over: the roles of the offices of other terms end, and these accounts hold it by the term of the
 * year, from one moment on. By that office itself, the council's office or an administrator. Who has it for the year already
 * keeps it.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, NO_LEADER, ROLE_HELD
 */
export async function handOver(db: Database, viewer: Viewer, input: HandOverInput): Promise<Receipt> {
  requireField(viewer, field);
  const { year, idempotencyKey } = input;
  const [blocId, accountIds] = [asId(input.blocId), input.accountIds.map(asId)];
  const about = { blocId, year, accountIds };
  return act(db, viewer, { act: 'handOver', about, idempotencyKey, first: holdBloc(blocId) }, async (tx) => {
    const by = await requireAtBloc(tx, viewer, field, blocId);
    const term = await leaderOf(tx, blocId, year);
    if (!term) throw new Refusal('NO_LEADER', { year });
    await requireStaff(tx, accountIds);
    if (grantRefusal([viewer.role, ...by], BlocRole.LEADER_OFFICE)) await requireOfficers(tx, term, accountIds);
    const at = await readDatabaseNow(tx);
    const standing = await notOver(tx, blocId, at);
    const ended = standing.filter(({ termId }) => termId !== term.id);
    const known = new Set(standing.filter(({ termId }) => termId === term.id).map(({ accountId }) => accountId));
    const granted = accountIds.filter((id) => !known.has(id)).map((accountId) => roleOf(term, accountId, at));
    if (ended.length === 0 && granted.length === 0) throw new Refusal('ROLE_HELD', { year });
    // One that has not begun ends before it does.
    await tx.query('update held_role set valid_until = greatest(valid_from, $2) where id = any($1)', [
      ended.map(({ id }) => id),
      at,
    ]);
    await tx.insert(HeldRole, granted);
    const member = found(await tx.findOneBy(Member, { id: term.memberId }));
    return officeHandedOver({ term, member, ended, granted });
  });
}

function leaderOf(tx: EntityManager, blocId: string, year: number): Promise<LeadershipTerm | null> {
  const where = { blocId, year, role: LeadershipRole.LEADER, supersededAt: IsNull(), rehearsal: false };
  return tx.findOneBy(LeadershipTerm, where);
}

/** @throws Refusal NOT_FOUND */
async function requireStaff(tx: EntityManager, accountIds: readonly string[]): Promise<void> {
  const where = { id: In([...accountIds]), role: Role.STAFF, revokedAt: IsNull() };
  if ((await tx.countBy(Account, where)) < accountIds.length) throw new Refusal('NOT_FOUND');
}

/** Who leaves chooses nobody but those the next leader is known by. @throws Refusal FORBIDDEN */
async function requireOfficers(
  tx: EntityManager,
  { blocId, memberId }: LeadershipTerm,
  accountIds: readonly string[],
): Promise<void> {
  const roles = await tx.findBy(HeldRole, { blocId, memberId, role: BlocRole.OFFICER, accountId: In([...accountIds]) });
  const at = await readDatabaseNow(tx);
  const officers = new Set(
    roles
      .filter(({ validFrom, validUntil }) => validFrom <= at && (validUntil === null || validUntil > at))
      .map(({ accountId }) => accountId),
  );
  const others = accountIds.filter((id) => !officers.has(id));
  if (others.length > 0) throw new Refusal('FORBIDDEN', { field, accountIds: others });
}

/** Roles of leader's offices that are held or to come. */
async function notOver(tx: EntityManager, blocId: string, at: Date): Promise<readonly HeldRole[]> {
  const roles = await tx.find(HeldRole, { where: { blocId, role: BlocRole.LEADER_OFFICE }, order: { id: 'ASC' } });
  return roles.filter(({ validUntil }) => validUntil === null || validUntil > at);
}

const roleOf = ({ id, blocId, memberId }: LeadershipTerm, accountId: string, at: Date): HeldRole => ({
  ...{ id: randomUUID(), blocId, accountId, role: BlocRole.LEADER_OFFICE, memberId, termId: id },
  ...{ validFrom: at, validUntil: null },
});
