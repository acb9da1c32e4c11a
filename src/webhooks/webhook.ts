import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../auth/account';
import { Bloc } from '../bloc/bloc';
import { Conference } from '../conference/conference';
import { IdColumn, InstantColumn, WordColumn } from '../database/columns';
import { ListSize } from '../graphql/loading/list-size';
import { Instant } from '../graphql/types/scalars';

export enum PauseReason {
  BY_HAND = 'BY_HAND',
  GONE = 'GONE',
}
registerEnumType(PauseReason, {
  name: 'WebhookPauseReason',
  description: 'Why nothing is sent to a receiver.',
  valuesConfig: {
    BY_HAND: { description: 'An administrator paused it.' },
    GONE: { description: 'It answered 410: it wants no more.' },
  },
});

/** A receiver of entries of logs, outside this server. */
@Entity()
@ObjectType({
  description: 'A receiver of entries of logs, outside this server; they are sent as Standard Webhooks say.',
})
@Index(['ownerId'])
@Check('webhook_pause_check', `(paused_at is null) = (pause_reason is null) and pause_reason in ('BY_HAND', 'GONE')`)
@Check('webhook_previous_check', '(previous_secret is null) = (previous_secret_until is null)')
@Check('webhook_lease_check', '(lease_by is null) = (lease_until is null)')
export class Webhook {
  @IdColumn()
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Column('text')
  @Field(() => String, { description: 'Address that is posted to.' })
  url: string;

  /** Empty: all kinds. */
  @Column('text', { array: true })
  @ListSize(5)
  @Field(() => [String], { description: 'Kinds of entries that are sent, such as `pollClosed`; empty for all.' })
  kinds: string[];

  /** Must be at hand to sign with, so it is kept as it is. */
  @Column('bytea')
  secret: Buffer;

  /** Signs too, until receivers know the new one. */
  @Column('bytea', { nullable: true })
  previousSecret: Buffer | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'Until when the secret before the last rotation signs too; null without one.',
  })
  previousSecretUntil: Date | null;

  /** Nothing is sent that they may not read. */
  @Column('uuid')
  @ForeignKey(() => Account)
  ownerId: string;

  @InstantColumn()
  @Field(() => Instant, { description: 'When it was made.' })
  createdAt: Date;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'Since when nothing is sent; null while it is sent to.' })
  pausedAt: Date | null;

  @WordColumn({ nullable: true })
  @Field(() => PauseReason, { nullable: true, description: 'Why nothing is sent; null while it is sent to.' })
  pauseReason: PauseReason | null;

  /** The sender that has it now (sender.ts); another may take it once the time is over. */
  @Column('uuid', { nullable: true })
  leaseBy: string | null;

  /** By the database's clock. */
  @InstantColumn({ nullable: true })
  leaseUntil: Date | null;
}

/** A conference whose log a receiver is sent. */
@Entity()
@Index(['conferenceId'])
export class WebhookConference {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Webhook, { onDelete: 'CASCADE' })
  webhookId: string;

  @PrimaryColumn('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;
}

/** A bloc whose own log and those of its conferences a receiver is sent. */
@Entity()
@Index(['blocId'])
export class WebhookBloc {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Webhook, { onDelete: 'CASCADE' })
  webhookId: string;

  @PrimaryColumn('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;
}

/** How far a receiver has come in one log. */
@Entity()
@ObjectType({ description: 'How far a receiver has come in one log.' })
@Unique(['webhookId', 'stream'])
export class WebhookStream {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Webhook, { onDelete: 'CASCADE' })
  webhookId: string;

  /** Id of a conference or bloc. */
  @Column('uuid')
  stream: string;

  /** Of the last entry it has taken, or did not want. */
  @Column('bigint')
  position: string;

  @Column('int', { default: 0 })
  @Field(() => Int, { description: 'Failed tries since the last that succeeded.' })
  failures: number;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it is tried again; null when that is at once.' })
  nextTryAt: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What the last failed try came to: a status, or why there was no answer. Null when none has failed.',
  })
  lastError: string | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the last failed try was.' })
  lastErrorAt: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When an entry was last taken.' })
  lastSuccessAt: Date | null;
}
