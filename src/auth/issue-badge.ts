import { IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Conference } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed, requireField } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ReceiptType } from '../graphql/types/receipt';
import { Instant } from '../graphql/types/scalars';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Account } from './account';
import { holdHouse } from './events';
import { badgeFault, defaultName, manageRefusal } from './rules';
import { type Holder, type NewBadge, writeBadge } from './write-badge';

@InputType({
  description:
    'Whom a badge is for. There is no key against doing it twice: the code is shown once, so after a lost answer ask for another badge; of a delegate only the newest code is good.',
})
export class IssueBadgeInput {
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

  @Field(() => Int, { defaultValue: 1440, description: 'How long the code may be used, in minutes, up to 30 days.' })
  @Min(1)
  @Max(43_200)
  ttlMinutes: number;
}

@ObjectType({ description: 'A new badge.' })
export class IssueBadgePayload {
  @Field(() => ReceiptType, {
    description: 'Where it stands in the system stream, the log of what belongs to no conference.',
  })
  receipt: Receipt;

  @Field(() => String, { description: 'The one-time code, `XXXX-XXXX-XXXX`. It is not kept and not shown again.' })
  code: string;

  @Field(() => Instant, { description: 'Until when the code may be used.' })
  expiresAt: Date;

  @Field(() => Account, { description: 'Who signs in with it.' })
  account: Account;
}

/**
 * Makes a one-time badge code. A delegate has one account per conference, whatever the number of badges; others have
 * one per role and name. A delegate's code given out before and not used is void; sessions stay: after a loss, `revokeAccount` first.
 * @throws Refusal UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT
 */
export async function issueBadge(db: Database, viewer: Viewer, input: IssueBadgeInput): Promise<IssueBadgePayload> {
  let badge: NewBadge | undefined;
  const receipt = await act(db, viewer, { act: 'issueBadge', about: null, first: holdHouse }, async (tx) => {
    requireField(viewer, 'Mutation.issueBadge');
    const fault = badgeFault(input);
    if (fault) throw new Refusal('BAD_USER_INPUT', fault);
    const refusal = manageRefusal(viewer.role, input.role);
    if (refusal) throw new Refusal(refusal, { field: 'Mutation.issueBadge', role: input.role });
    badge = await writeBadge(tx, await holderOf(tx, viewer, input), input.ttlMinutes);
    return badge.domainEvent;
  });
  const { code, expiresAt, account } = found(badge);
  return { receipt, code, expiresAt, account };
}

async function holderOf(tx: EntityManager, viewer: Viewer, input: IssueBadgeInput): Promise<Holder> {
  const { role } = input;
  const name = (input.name && words(input.name)) || defaultName(role);
  if (!input.conferenceId) return { role, name, conferenceId: null, delegateId: null };
  const conferenceId = asId(input.conferenceId);
  requireAllowed(viewer, 'Mutation.issueBadge', conferenceId);
  found(await tx.findOneBy(Conference, { id: conferenceId }));
  if (!input.delegateId) return { role, name, conferenceId, delegateId: null };
  const delegate = found(await tx.findOneBy(Delegate, { id: asId(input.delegateId), conferenceId }));
  return { role, name: delegate.name.vi, conferenceId, delegateId: delegate.id };
}
