import { IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Conference } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed, requireField } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Actor, Receipt } from '../log/append';
import { holdHouse } from './hold-house';
import { badgeFault, defaultName, manageRefusal } from './rules';
import { type Holder, type NewBadge, writeBadge } from './write-badge';

@InputType({ description: 'Whom a badge is for.' })
export class IssueBadgeInput extends ActInput {
  @Field(() => Role, { description: 'What its holder may do: not APP, which gets an API key.' })
  role: Role;

  @Field(() => ID, { nullable: true, description: 'The conference; for every role but ADMINISTRATOR.' })
  conferenceId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The delegate, for role DELEGATE.' })
  delegateId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name in the log, up to 100 characters; for roles other than DELEGATE.',
  })
  @IsOptional()
  @Words(1, 100)
  name?: string | null;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 1440,
    description: 'How long the code may be used, in minutes, up to 30 days.',
  })
  @Min(1)
  @Max(43_200)
  ttlMinutes: number;
}

/** A badge just made, and where it stands in the system stream. */
export interface IssuedBadge extends NewBadge {
  readonly receipt: Receipt;
}

/** The same of a request that may be a retry. */
export interface BadgeAnswer {
  readonly receipt: Receipt;
  /** Null for a retry: the code is not kept. */
  readonly badge: NewBadge | null;
}

/**
 * Makes a one-time badge code. A delegate has one account per conference, whatever the number of badges; others have
 * one per role and name. A delegate's code given out before and not used is void, so that who lost one asks again; sessions stay: after a loss, `revokeAccount` first.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT
 */
export async function issueBadgeOnce(db: Database, viewer: Viewer, input: IssueBadgeInput): Promise<BadgeAnswer> {
  const { role, conferenceId = null, delegateId = null, name = null, ttlMinutes } = input;
  const about = { role, conferenceId, delegateId, name, ttlMinutes };
  const ask = { act: 'issueBadge', about, idempotencyKey: input.idempotencyKey, first: holdHouse };
  let badge: NewBadge | null = null;
  const receipt = await act(db, viewer, ask, async (tx) => {
    requireField(viewer, 'Mutation.issueBadge');
    const fault = badgeFault(input);
    if (fault) throw new Refusal('BAD_USER_INPUT', fault);
    const refusal = manageRefusal(viewer.role, input.role);
    if (refusal) throw new Refusal(refusal, { field: 'Mutation.issueBadge', role: input.role });
    badge = await writeBadge(tx, await holderOf(tx, viewer, input), input.ttlMinutes, viewer.sessionId);
    return badge.domainEvent;
  });
  return { receipt, badge };
}

/**
 * Makes a badge that something else gives its actor the right to, such as the rehearsal they have begun. The log names
 * them with the role they have.
 * @throws Refusal UNAUTHENTICATED
 */
export async function giveBadge(
  db: Database,
  actor: Actor,
  { role, name = defaultName(role), ...whose }: Omit<Holder, 'name'> & { readonly name?: string },
  ttlMinutes: number,
): Promise<NewBadge> {
  let badge: NewBadge | undefined;
  await act(db, actor, { act: 'giveBadge', about: null, first: holdHouse }, async (tx) => {
    badge = await writeBadge(tx, { role, name, ...whose }, ttlMinutes, actor.sessionId);
    return badge.domainEvent;
  });
  return found(badge);
}

/** Makes a badge that nobody asks for twice. @see issueBadgeOnce */
export async function issueBadge(
  db: Database,
  viewer: Viewer,
  input: Omit<IssueBadgeInput, 'idempotencyKey'>,
): Promise<IssuedBadge> {
  const { receipt, badge } = await issueBadgeOnce(db, viewer, { ...input, idempotencyKey: null });
  return { receipt, ...found(badge) };
}

async function holderOf(tx: EntityManager, viewer: Viewer, input: IssueBadgeInput): Promise<Holder> {
  const { role } = input;
  const name = (input.name && words(input.name)) || defaultName(role);
  if (input.conferenceId == null) return { role, name, conferenceId: null, delegateId: null };
  const conferenceId = asId(input.conferenceId);
  requireAllowed(viewer, 'Mutation.issueBadge', conferenceId);
  found(await tx.findOneBy(Conference, { id: conferenceId }));
  if (input.delegateId == null) return { role, name, conferenceId, delegateId: null };
  const delegate = found(await tx.findOneBy(Delegate, { id: asId(input.delegateId), conferenceId }));
  return { role, name: delegate.name.vi, conferenceId, delegateId: delegate.id };
}
