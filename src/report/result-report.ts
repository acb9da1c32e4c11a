import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { Member } from '../bloc/member';
import { IdColumn, WordColumn } from '../database/columns';
import { ResultPeriod } from '../indicator/result';

export enum ReportState {
  REPORTED = 'REPORTED',
  CONFIRMED = 'CONFIRMED',
  RETURNED = 'RETURNED',
  SUPERSEDED = 'SUPERSEDED',
}
registerEnumType(ReportState, {
  name: 'ReportState',
  description: "How far a member's report of its own results has come.",
  valuesConfig: {
    REPORTED: { description: "Entered by the member's officer; it waits for the leader's office." },
    CONFIRMED: { description: "Confirmed by the leader's office: its figures are results that everybody sees." },
    RETURNED: { description: "Given back by the leader's office, with a reason." },
    SUPERSEDED: { description: 'A later report of the same member, year and period came while it waited.' },
  },
});

/**
 * Figures that one member reported in one act, for one year and period. REPORTED leads to each other state and none of
 * those leads anywhere; at most one of a member, year and period is REPORTED. Its figures never change: a later report is
 * another one. When it came and was settled is what the log of the bloc says at `sequence` and `settledSequence`.
 */
@Entity()
@ObjectType({
  description:
    "A member's report of its own results for one year and period. Until it is confirmed, and for good where it is not, only the officer of the member, both offices and administrators see it.",
})
@Index(['blocId'])
@Unique(['memberId', 'year', 'period', 'number'])
@Index('result_report_waiting_key', ['memberId', 'year', 'period'], { unique: true, where: `state = 'REPORTED'` })
@Check('result_report_period_check', `period in ('YEAR', 'Q1', 'Q2', 'Q3', 'Q4', 'M6', 'M9')`)
@Check('result_report_state_check', `state in ('REPORTED', 'CONFIRMED', 'RETURNED', 'SUPERSEDED')`)
@Check(
  'result_report_settled_check',
  `(state = 'REPORTED') = (settled_sequence is null) and (state = 'RETURNED') = (reason is not null)`,
)
export class ResultReport {
  @IdColumn()
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  @Column('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;

  @Column('uuid')
  @ForeignKey(() => Member)
  memberId: string;

  @Column('int')
  @Field(() => Int, { description: 'Year its figures are about.' })
  year: number;

  @WordColumn()
  @Field(() => ResultPeriod, { description: 'Part of that year they are about.' })
  period: ResultPeriod;

  @Column('int')
  @Field(() => Int, { description: 'Which report of its member, year and period it is, from 1.' })
  number: number;

  @WordColumn()
  @Field(() => ReportState, { description: 'How far it has come.' })
  state: ReportState;

  /** Why it was given back; of a RETURNED one. */
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was given back; null where it was not.' })
  reason: string | null;

  /** Goes into the digest of its figures (report/sealed), so that nobody finds them by trying. */
  @Column('text')
  salt: string;

  /** Position of its entry in the log of the bloc. */
  @Column('int')
  sequence: number;

  /** Position of the entry that settled it; null while it waits. */
  @Column('int', { nullable: true })
  settledSequence: number | null;
}
