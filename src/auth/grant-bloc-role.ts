import { randomUUID } from 'node:crypto';
import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { type EntityManager, IsNull } from 'typeorm';
import { HeldRole } from '../bloc/held-role';
import { holdBloc, requireAtBloc } from '../bloc/hold-role';
import { LeadershipRole, LeadershipTerm } from '../bloc/leadership-term';
import { Member } from '../bloc/member';
import type { Database } from '../database/database';
import { readDatabaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import { requireField } from '../graphql/authorize/authority';
import { BlocRole, Role, type Viewer } from '../graphql/authorize/viewer';
import { asId, asIdOrNone, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Instant } from '../graphql/types/scalars';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Account } from './account';
import { blocRoleGranted } from './events';
import { grantFault, grantRefusal } from './rules';

@InputType({ description: 'Which role at which bloc, for whom, from when until when.' })
export class GrantBlocRoleInput extends ActInput {
  @Field(() => ID, { description: 'The bloc.' })
  blocId: string;

  @Field(() => ID, { description: 'The account, of role STAFF: `issueBadge` makes one.' })
  accountId: string;

  @Field(() => BlocRole, { description: 'The role.' })
  role: BlocRole;

  @Field(() => ID, { nullable: true, description: 'For an OFFICER, the member.' })
  memberId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'For a LEADER_OFFICE, the emulation year of its leadership term; the role ends with that term at the latest.',
  })
  @Min(2000)
  @Max(2100)
  year?: number | null;

  @Field(() => Instant, { nullable: true, description: 'From when on, not in the past; from now on when left out.' })
  from?: Date | null;

  @Field(() => Instant, { nullable: true, description: 'When it ends; without an end when left out.' })
  until?: Date | null;
}

/**
 * Gives an account a role at a bloc for a time. An administrator gives any, the council's office those of leader's
 * offices and officers, a leader's office those of officers.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, ROLE_HELD
 */
export async function grantBlocRole(db: Database, viewer: Viewer, input: GrantBlocRoleInput): Promise<Receipt> {
  requireField(viewer, 'Mutation.grantBlocRole');
  const { role, idempotencyKey, year = null } = input;
  const [blocId, accountId] = [asId(input.blocId), asId(input.accountId)];
  const memberId = asIdOrNone(input.memberId);
  const [from, until] = [input.from?.toISOString() ?? null, input.until?.toISOString() ?? null];
  const about = { blocId, accountId, role, memberId, year, from, until };
  const ask = { act: 'grantBlocRole', about, idempotencyKey, first: holdBloc(blocId) };
  return act(db, viewer, ask, async (tx) => {
    const by = await requireAtBloc(tx, viewer, 'Mutation.grantBlocRole', blocId);
    const refusal = grantRefusal([viewer.role, ...by], role);
    if (refusal) throw new Refusal(refusal, { field: 'Mutation.grantBlocRole', role });
    const fault = grantFault({ role, memberId, year });
    if (fault) throw new Refusal('BAD_USER_INPUT', fault);
    found(await tx.findOneBy(Account, { id: accountId, role: Role.STAFF, revokedAt: IsNull() }));
    const span = await spanOf(tx, input);
    const term = year === null ? null : await termOf(tx, blocId, year);
    const member = term?.memberId ?? memberId;
    if (member) found(await tx.findOneBy(Member, { id: member, blocId }));
    const held: HeldRole = {
      id: randomUUID(),
      blocId,
      accountId,
      role,
      memberId: member,
      termId: term?.id ?? null,
      ...span,
    };
    await requireFree(tx, held);
    await tx.insert(HeldRole, held);
    return blocRoleGranted(held);
  });
}

/** From when until when, by the database's clock. @throws Refusal BAD_USER_INPUT */
async function spanOf(
  tx: EntityManager,
  input: GrantBlocRoleInput,
): Promise<Pick<HeldRole, 'validFrom' | 'validUntil'>> {
  const now = await readDatabaseNow(tx);
  const [validFrom, validUntil] = [input.from ?? now, input.until ?? null];
  if (validFrom < now)
    throw new Refusal('BAD_USER_INPUT', { argument: 'from', cure: 'Give a moment that is still to come.' });
  if (validUntil && validUntil <= validFrom)
    throw new Refusal('BAD_USER_INPUT', { argument: 'until', cure: 'Give a moment after the beginning.' });
  return { validFrom, validUntil };
}

/** The term of the member that leads in a year. @throws Refusal BAD_USER_INPUT */
async function termOf(tx: EntityManager, blocId: string, year: number): Promise<LeadershipTerm> {
  const term = await tx.findOneBy(LeadershipTerm, {
    ...{ blocId, year, role: LeadershipRole.LEADER },
    ...{ supersededAt: IsNull(), rehearsal: false },
  });
  if (term) return term;
  throw new Refusal('BAD_USER_INPUT', { argument: 'year', cure: 'Give a year for which a leader has been appointed.' });
}

/** Two spans of one role would have to be ended twice. @throws Refusal ROLE_HELD */
async function requireFree(tx: EntityManager, role: HeldRole): Promise<void> {
  const [other] = await tx.query<{ id: string }[]>(
    `select id from held_role
     where bloc_id = $1 and account_id = $2 and role = $3 and member_id is not distinct from $4
       and term_id is not distinct from $5
       and tstzrange(valid_from, valid_until) && tstzrange($6::timestamptz, $7::timestamptz) limit 1`,
    [role.blocId, role.accountId, role.role, role.memberId, role.termId, role.validFrom, role.validUntil],
  );
  if (other) throw new Refusal('ROLE_HELD', { heldRoleId: other.id });
}
