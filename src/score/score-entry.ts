import { registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { IdColumn, InstantColumn, WordColumn } from '../database/columns';
import type { BlocRole } from '../graphql/authorize/viewer';
import type { Entry } from './entry';
import { MemberScore } from './member-score';

/** Whose score an entry is part of. */
export enum ScorePart {
  SELF = 'SELF',
  REVIEW = 'REVIEW',
}
registerEnumType(ScorePart, {
  name: 'ScorePart',
  description: 'Whose score an entry is part of.',
  valuesConfig: {
    SELF: { description: "Tự chấm: the member's own, by its officer." },
    REVIEW: { description: "Thẩm định: the leader's office's, or the council's office's where it scores." },
  },
});

/** What somebody entered for one leaf or extra of a member. A later one supersedes it; none is changed or deleted. */
@Entity()
@Unique(['memberScoreId', 'key', 'part', 'version'])
@Index('score_entry_standing_key', ['memberScoreId', 'key', 'part'], { unique: true, where: 'superseded_at is null' })
@Check('score_entry_part_check', `part in ('SELF', 'REVIEW')`)
@Check('score_entry_role_check', `role in ('OFFICER', 'LEADER_OFFICE', 'COUNCIL_OFFICE')`)
export class ScoreEntry {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => MemberScore)
  memberScoreId: string;

  /** Of the leaf or extra, within the table. */
  @Column('text')
  key: string;

  @WordColumn()
  part: ScorePart;

  /** From 1, for each key and part. */
  @Column('int')
  version: number;

  /** Of a review: which; 0 of a self-score. */
  @Column('int')
  round: number;

  /** Null: what was entered before was taken back, and nothing stands. */
  @Column('jsonb', { nullable: true })
  entry: Entry | null;

  /** The evidence, or why it was reviewed so. */
  @Column('text', { nullable: true })
  note: string | null;

  /** By which role it was entered. */
  @WordColumn()
  role: BlocRole;

  @Column('uuid')
  @ForeignKey('Account')
  accountId: string;

  @InstantColumn()
  enteredAt: Date;

  @InstantColumn({ nullable: true })
  supersededAt: Date | null;

  /** One id for all that one act entered: the log has a digest of it. */
  @Column('uuid')
  batch: string;
}
