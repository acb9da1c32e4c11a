import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { IdColumn, TextPairColumn, WordColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { CalendarDate } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { ResultPeriod } from '../indicator/result';

export enum DeadlineKind {
  QUARTER_REPORT = 'QUARTER_REPORT',
  HALF_YEAR_REPORT = 'HALF_YEAR_REPORT',
  YEAR_REPORT = 'YEAR_REPORT',
  SELF_SCORE = 'SELF_SCORE',
  NOMINATION = 'NOMINATION',
  OTHER = 'OTHER',
}
registerEnumType(DeadlineKind, {
  name: 'DeadlineKind',
  description: 'What members owe by a deadline.',
  valuesConfig: {
    QUARTER_REPORT: { description: 'Results of a quarter, or of the first nine months.' },
    HALF_YEAR_REPORT: { description: 'Results of the first six months.' },
    YEAR_REPORT: { description: 'Results of the year.' },
    SELF_SCORE: { description: 'The score that the member gives itself (tự chấm điểm).' },
    NOMINATION: { description: 'The dossier of a nomination.' },
    OTHER: { description: 'Anything else, by its title.' },
  },
});

/**
 * What is due in one emulation year of a bloc, from whom, and by when. Days are those of the calendar of Vietnam. Changed by
 * acts that say why, withdrawn and never deleted: what it said before is in the log of the bloc.
 */
@Entity()
@ObjectType({ implements: Node, description: 'What members of a bloc owe in one emulation year, and by when.' })
@Index(['blocId', 'year'])
@Check(
  'deadline_kind_check',
  `kind in ('QUARTER_REPORT', 'HALF_YEAR_REPORT', 'YEAR_REPORT', 'SELF_SCORE', 'NOMINATION', 'OTHER')`,
)
@Check(
  'deadline_period_check',
  `coalesce(period, '') = any(case kind when 'QUARTER_REPORT' then array['Q1', 'Q2', 'Q3', 'Q4', 'M9'] when 'HALF_YEAR_REPORT' then array['M6'] when 'YEAR_REPORT' then array['YEAR'] else array[''] end)`,
)
@Check('deadline_title_check', `kind <> 'OTHER' or title is not null`)
@Check('deadline_days_check', 'latest_on >= due_on')
export class Deadline implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;

  @WordColumn()
  @Field(() => DeadlineKind, { description: 'What is due.' })
  kind: DeadlineKind;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, { nullable: true, description: 'What it is called; of OTHER always.' })
  title: TextPair | null;

  @Column('int')
  @Field(() => Int, { description: 'Emulation year.' })
  year: number;

  @WordColumn({ nullable: true })
  @Field(() => ResultPeriod, { nullable: true, description: 'Of a report, the part of the year it is about.' })
  period: ResultPeriod | null;

  @Column('date')
  @Field(() => CalendarDate, { description: 'Day by which it should come, by the calendar of Vietnam.' })
  dueOn: string;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Last day on which it is not late; null where that is `dueOn`.',
  })
  latestOn: string | null;

  /** Of whom; null for all that belong in the year. */
  @Column('uuid', { array: true, nullable: true })
  memberIds: string[] | null;

  /** Why it is due no more; null while it stands. */
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it is due no more; null while it stands.' })
  withdrawnReason: string | null;
}
