import { Field, ObjectType } from 'type-graphql';
import { Role } from '../graphql/authorize/viewer';
import { Instant } from '../graphql/types/scalars';
import { type PendingAct, PendingActKind } from './pending-act';

@ObjectType({ description: 'That one account asked for something and another confirmed it.' })
export class Confirmation {
  @Field(() => PendingActKind, { description: 'What was done.' })
  kind: PendingActKind;

  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever asked.' })
  reason: string | null;

  @Field(() => String, { description: 'Name of whoever asked.' })
  askedBy: string;

  @Field(() => Role, { description: 'Role of whoever asked.' })
  askedByRole: Role;

  @Field(() => Instant, { description: 'When it was asked.' })
  askedAt: Date;

  @Field(() => String, { description: 'Name of whoever confirmed.' })
  confirmedBy: string;

  @Field(() => Role, { description: 'Role of whoever confirmed.' })
  confirmedByRole: Role;

  @Field(() => Instant, { description: 'When it was confirmed, and done.' })
  confirmedAt: Date;
}

/** What everybody may know of an act that was confirmed; null for any other. */
export function confirmationOf(pending: PendingAct): Confirmation | null {
  const { kind, reason, askedBy, askedByRole, askedAt } = pending;
  const { settledBy: confirmedBy, settledByRole: confirmedByRole, settledAt: confirmedAt } = pending;
  if (pending.state !== 'CONFIRMED' || confirmedBy === null || !confirmedByRole || !confirmedAt) return null;
  return { kind, reason, askedBy, askedByRole, askedAt, confirmedBy, confirmedByRole, confirmedAt };
}
