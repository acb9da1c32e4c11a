import { registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { Member } from '../bloc/member';
import { IdColumn, WordColumn } from '../database/columns';
import { YearTable } from './year-table';

/**
 * OPEN → SUBMITTED → REVIEWED ⇄ EXPLAINED → FINAL.
 * OPEN: the officer enters the self-score. SUBMITTED: it may be corrected until its review begins. REVIEWED: the first review
 * has begun; the self-score stays. EXPLAINED: the officer has answered since; what is reviewed then is the next round, and
 * it stands at REVIEWED again. FINAL: nothing changes any more.
 */
export enum ScoreStage {
  OPEN = 'OPEN',
  SUBMITTED = 'SUBMITTED',
  REVIEWED = 'REVIEWED',
  EXPLAINED = 'EXPLAINED',
  FINAL = 'FINAL',
}
registerEnumType(ScoreStage, {
  name: 'ScoreStage',
  description: 'Where the score of one member stands.',
  valuesConfig: {
    OPEN: { description: 'Đang tự chấm: its officer enters the self-score, or has not begun.' },
    SUBMITTED: { description: 'Đã nộp: the self-score is handed in, and may be corrected until its review begins.' },
    REVIEWED: { description: 'Đang thẩm định: reviewed, in part or whole; the self-score stays as it is.' },
    EXPLAINED: {
      description: 'Đã giải trình: the member has explained differences; what is reviewed next is a new round.',
    },
    FINAL: { description: 'Chung cuộc: nothing changes any more.' },
  },
});

/** The score of one member for the year of a frozen table. There is a row from the first thing done about it. */
@Entity()
@Unique(['tableId', 'memberId'])
@Check('member_score_stage_check', `stage in ('OPEN', 'SUBMITTED', 'REVIEWED', 'EXPLAINED', 'FINAL')`)
@Check('member_score_total_check', `(stage = 'FINAL') = (total is not null)`)
export class MemberScore {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => YearTable)
  tableId: string;

  @Column('uuid')
  @ForeignKey(() => Member)
  memberId: string;

  @WordColumn()
  stage: ScoreStage;

  /** Reviews so far, 0 before the first; see `ScoreStage`. */
  @Column('int')
  round: number;

  /** What it came to, an exact decimal; with FINAL. */
  @Column('numeric', { nullable: true })
  total: string | null;
}
