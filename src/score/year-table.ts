import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { IdColumn, InstantColumn } from '../database/columns';
import { Instant } from '../graphql/types/scalars';

/**
 * One version of the score table of a bloc and year. Versions are only ever added, until one is frozen; by that one the
 * members are scored, their scores are finished, and their ranks released, each once.
 */
@Entity('score_table')
@ObjectType('ScoreTable', { description: 'The criteria by which a bloc scores its members for one year; one version.' })
@Unique(['blocId', 'year', 'version'])
@Index('score_table_frozen_key', ['blocId', 'year'], { unique: true, where: 'frozen_at is not null' })
@Check('score_table_year_check', 'year between 1948 and 2200')
@Check('score_table_version_check', 'version >= 1')
@Check(
  'score_table_order_check',
  `(poll_id is null or frozen_at is not null)
  and (finished_at is null or frozen_at is not null)
  and (released_at is null or finished_at is not null)`,
)
export class YearTable {
  @IdColumn()
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Column('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;

  @Column('int')
  @Field(() => Int, { description: 'Emulation year.' })
  year: number;

  @Column('int')
  @Field(() => Int, { description: 'From 1, in the order they were set.' })
  version: number;

  @Column('text')
  @Field(() => String, { description: 'The exact table: RFC 8785 JSON over NFC text.' })
  canonicalText: string;

  @Column('text')
  @Field(() => String, { description: 'SHA-256 of the UTF-8 bytes of `canonicalText`: what the bloc agrees on.' })
  hash: string;

  @InstantColumn()
  @Field(() => Instant, { description: 'When it was set.' })
  setAt: Date;

  /** Who set it; null for the operator at the command line. */
  @Column('uuid', { nullable: true })
  @ForeignKey('Account')
  accountId: string | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, {
    nullable: true,
    description: 'When it was frozen: members are scored by it from then on. Null for a version that was not.',
  })
  frozenAt: Date | null;

  /** The poll that agreed on it, where one was named. */
  @Column('uuid', { nullable: true })
  @ForeignKey('Poll')
  pollId: string | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the scores by it became final.' })
  finishedAt: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When totals and ranks were released to everybody.' })
  releasedAt: Date | null;
}
