import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns';
import type { Json } from './canonical';

/**
 * What a fact said from one moment on. Written by the database itself (trigger `keep_fact`) whenever a row of a fact is
 * written, and named by the entry of the same transaction (log/append). Rows are only added; those of one transaction are one.
 */
@Entity('fact_version')
@Index('fact_version_unnamed_idx', ['writtenBy'], { where: 'written_by is not null' })
export class FactVersionRow {
  /** Table of the fact. */
  @PrimaryColumn('text')
  fact: string;

  /** Its id, or of a part of a pact the id of the pact, `/` and its place. */
  @PrimaryColumn('text')
  key: string;

  @PrimaryColumn('int')
  number: number;

  @InstantColumn()
  knownFrom: Date;

  /** Columns of the fact; null once it is taken away. */
  @Column('jsonb', { nullable: true })
  data: { readonly [column: string]: Json } | null;

  /** The log whose entry it came by; null of before this was kept. */
  @Column('uuid', { nullable: true })
  stream: string | null;

  @Column('bigint', { nullable: true })
  sequence: string | null;

  /** The transaction, until its entry has named it. */
  @Column('text', { nullable: true })
  writtenBy: string | null;
}
