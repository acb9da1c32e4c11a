import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Account } from '../auth/account';
import { Conference } from '../conference/conference';
import { IdColumn, InstantColumn, WordColumn } from '../database/columns';
import { Role } from '../graphql/authorize/viewer';
import { Instant } from '../graphql/types/scalars';

export enum PendingActKind {
  VOID_POLL = 'VOID_POLL',
  RECORD_RESULT = 'RECORD_RESULT',
  CAST_BY_HAND = 'CAST_BY_HAND',
  COUNT_PAPERS = 'COUNT_PAPERS',
  SIGN_ON_PAPER = 'SIGN_ON_PAPER',
  CORRECT_DECISION = 'CORRECT_DECISION',
  CORRECT_RESULT = 'CORRECT_RESULT',
}
registerEnumType(PendingActKind, {
  name: 'PendingActKind',
  description: 'What an act that needs two people does.',
  valuesConfig: {
    VOID_POLL: { description: '`voidPoll` of a poll that was opened.' },
    RECORD_RESULT: { description: '`recordPollResult`.' },
    CAST_BY_HAND: { description: '`castByHand`.' },
    COUNT_PAPERS: { description: '`recordPaperBallots`.' },
    SIGN_ON_PAPER: { description: '`signOnPaper`.' },
    CORRECT_DECISION: { description: '`correctDecision` after the conference was closed.' },
    CORRECT_RESULT: { description: '`correctResult` after the conference was closed.' },
  },
});

/** WAITING → CONFIRMED, DECLINED or WITHDRAWN; nothing goes back. */
export enum PendingActState {
  WAITING = 'WAITING',
  CONFIRMED = 'CONFIRMED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(PendingActState, {
  name: 'PendingActState',
  description: 'What became of an act that needs two people.',
  valuesConfig: {
    WAITING: { description: 'Asked for; another account has to confirm it.' },
    CONFIRMED: { description: 'Confirmed, and done.' },
    DECLINED: { description: 'Declined by another account.' },
    WITHDRAWN: { description: 'Taken back by whoever asked.' },
  },
});

/** How the target of an act stands, as far as the act rests on it. */
export type Basis = Readonly<Record<string, string | number | null>>;

/**
 * An act that one account asked for and another has to confirm. Rows are never deleted. At most one of a kind waits about
 * the same thing: the index decides a race.
 */
@Entity()
@ObjectType({ description: 'An act that one account asked for and another has to confirm.' })
@Index(['conferenceId'])
@Index(['targetId'])
@Index('pending_act_waiting_key', ['kind', 'targetId', 'partId'], { unique: true, where: `state = 'WAITING'` })
@Check('pending_act_state_check', `state in ('WAITING', 'CONFIRMED', 'DECLINED', 'WITHDRAWN')`)
@Check('pending_act_settled_check', `(state = 'WAITING') = (settled_at is null)`)
@Check('pending_act_keys_check', `(state = 'CONFIRMED') <= (settled_by_id <> asked_by_id)`)
export class PendingAct {
  @IdColumn()
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Column('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  @WordColumn()
  @Field(() => PendingActKind, { description: 'What it does.' })
  kind: PendingActKind;

  /** Id of what it is about, such as the poll. */
  @Column('uuid')
  targetId: string;

  /** Id of the part it is about, such as the elector; that of the target where it is about the whole. */
  @Column('uuid')
  partId: string;

  /** What was asked, as plain JSON of the act. */
  @Column('jsonb')
  input: object;

  /** How the target stood when it was asked: confirmed only while it still does. */
  @Column('jsonb')
  basis: Basis;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever asked.' })
  reason: string | null;

  @WordColumn()
  @Field(() => PendingActState, { description: 'What became of it.' })
  state: PendingActState;

  @Column('uuid')
  @ForeignKey(() => Account)
  @Field(() => ID, { description: 'Account that asked; it cannot confirm.' })
  askedById: string;

  @Column('text')
  @Field(() => String, { description: 'Name of whoever asked.' })
  askedBy: string;

  @WordColumn()
  @Field(() => Role, { description: 'Role of whoever asked.' })
  askedByRole: Role;

  @InstantColumn()
  @Field(() => Instant, { description: 'When it was asked.' })
  askedAt: Date;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Account)
  settledById: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Name of whoever confirmed, declined or withdrew it.' })
  settledBy: string | null;

  @WordColumn({ nullable: true })
  @Field(() => Role, { nullable: true, description: 'Role of whoever did.' })
  settledByRole: Role | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When that was.' })
  settledAt: Date | null;
}
