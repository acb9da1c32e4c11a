import type { EntityManager } from 'typeorm';
import { Conference } from '../conference/conference';
import type { Database } from '../database/database';
import { inTransaction } from '../database/transaction';
import { operator, Role } from '../graphql/authorize/viewer';
import { found } from '../graphql/context';
import { append } from '../log/append';
import { holdHouse } from './hold-house';
import { defaultName } from './rules';
import { type Holder, writeBadge } from './write-badge';

/** One way into a demonstration. */
export interface DemoBadge {
  readonly role: Role;
  /** Member and name of a delegate, or the name of the role, in Vietnamese. */
  readonly who: string;
  /** One-time code, `XXXX-XXXX-XXXX`. */
  readonly code: string;
}

const ttlMinutes = 7 * 24 * 60;

/**
 * New codes for everybody one needs to play a conference: administrator, chair, secretary, one delegate with a mandate
 * for each member, observer. For demonstrations only: whoever reads the terminal may do everything.
 */
export function issueDemoBadges(db: Database, conferenceId: string): Promise<readonly DemoBadge[]> {
  return inTransaction(db, async (tx) => {
    await holdHouse(tx);
    found(await tx.findOneBy(Conference, { id: conferenceId }));
    const badges = [];
    for (const { who, ...holder } of await holdersOf(tx, conferenceId)) {
      badges.push({ who, ...(await writeBadge(tx, holder, ttlMinutes, operator.sessionId)) });
    }
    await append(
      tx,
      operator,
      badges.map((badge) => badge.domainEvent),
    );
    return badges.map(({ who, account, code }) => ({ role: account.role, who, code }));
  });
}

async function holdersOf(tx: EntityManager, conferenceId: string): Promise<readonly (Holder & { who: string })[]> {
  const named = (role: Role) => {
    const name = defaultName(role);
    return { role, who: name, name, conferenceId: role === Role.ADMINISTRATOR ? null : conferenceId, delegateId: null };
  };
  const delegates = await tx.query<{ id: string; name: string; member: string }[]>(oneWithMandateEach, [conferenceId]);
  return [
    named(Role.ADMINISTRATOR),
    named(Role.CHAIR),
    named(Role.SECRETARY),
    ...delegates.map(({ id, name, member }) => ({
      role: Role.DELEGATE,
      who: `${member}: ${name}`,
      name,
      conferenceId,
      delegateId: id,
    })),
    named(Role.OBSERVER),
  ];
}

// The one who may do most: vote and sign before only one of them, then by place in the list.
const oneWithMandateEach = `
  select first.id, first.name, first.member from (
    select distinct on (member.id) delegate.id, delegate.name ->> 'vi' as name, member.short_name ->> 'vi' as member,
      member.ordinal
    from delegate join member on member.id = delegate.member_id
    where delegate.conference_id = $1 and (delegate.may_vote or delegate.may_sign)
    order by member.id, delegate.may_vote and delegate.may_sign desc, delegate.ordinal
  ) first
  order by first.ordinal
`;
