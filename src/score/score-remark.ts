import { registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, WordColumn } from '../database/columns';
import type { BlocRole } from '../graphql/authorize/viewer';
import { MemberScore } from './member-score';

export enum ScoreRemarkKind {
  REMARK = 'REMARK',
  EXPLANATION = 'EXPLANATION',
}
registerEnumType(ScoreRemarkKind, {
  name: 'ScoreRemarkKind',
  description: 'What was written to a leaf.',
  valuesConfig: {
    REMARK: { description: 'Trao đổi: a remark of the officer or an office.' },
    EXPLANATION: { description: 'Giải trình: why the member scored itself so, after the review.' },
  },
});

/** What somebody wrote to one leaf or extra of a member, before the scores are final. Never changed or deleted. */
@Entity()
@Index(['memberScoreId', 'key'])
@Check('score_remark_kind_check', `kind in ('REMARK', 'EXPLANATION')`)
@Check('score_remark_role_check', `role in ('OFFICER', 'LEADER_OFFICE', 'COUNCIL_OFFICE')`)
export class ScoreRemark {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => MemberScore)
  memberScoreId: string;

  @Column('text')
  key: string;

  @WordColumn()
  kind: ScoreRemarkKind;

  @Column('text')
  text: string;

  @WordColumn()
  role: BlocRole;

  @Column('uuid')
  @ForeignKey('Account')
  accountId: string;

  @InstantColumn()
  writtenAt: Date;

  /** One id for all that one act wrote: the log has a digest of it. */
  @Column('uuid')
  batch: string;
}
