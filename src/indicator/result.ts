import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { Member } from '../bloc/member';
import { DecimalColumn, IdColumn, TextPairColumn, WordColumn } from '../database/columns';
import { ListSize } from '../graphql/loading/list-size';
import { Flag } from '../graphql/types/flag';
import { Node } from '../graphql/types/node';
import { Decimal } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { Indicator } from './indicator';

export enum ResultKind {
  FIGURE = 'FIGURE',
  STATEMENT = 'STATEMENT',
}
registerEnumType(ResultKind, {
  name: 'ResultKind',
  description: 'Whether a result is a number or words.',
  valuesConfig: {
    FIGURE: { description: 'A printed figure with a unit.' },
    STATEMENT: { description: 'A qualitative finding, without a number.' },
  },
});

/** The part of its year a result is about. */
export enum ResultPeriod {
  YEAR = 'YEAR',
  Q1 = 'Q1',
  Q2 = 'Q2',
  Q3 = 'Q3',
  Q4 = 'Q4',
  M6 = 'M6',
  M9 = 'M9',
}
registerEnumType(ResultPeriod, {
  name: 'ResultPeriod',
  description: 'Part of a year that a result is about.',
  valuesConfig: {
    YEAR: { description: 'The whole year.' },
    Q1: { description: 'January to March (quý I).' },
    Q2: { description: 'April to June (quý II).' },
    Q3: { description: 'July to September (quý III).' },
    Q4: { description: 'October to December (quý IV).' },
    M6: { description: 'The first six months.' },
    M9: { description: 'The first nine months.' },
  },
});

/** Key of the results that members report themselves; none in a conference file is written like this. */
export const reportedKey = '@report';

/** `key` tells results of one indicator, year, period and member apart. */
@Entity()
@Index(['blocId'])
@Index(['reportId'])
@ObjectType({
  implements: Node,
  description: 'What was reported for an indicator in one year, by one member or the bloc as a whole.',
})
@Unique(['indicatorId', 'year', 'period', 'memberId', 'key'])
@Index('result_of_bloc_key', ['indicatorId', 'year', 'period', 'key'], { unique: true, where: 'member_id is null' })
@Check('result_period_check', `period in ('YEAR', 'Q1', 'Q2', 'Q3', 'Q4', 'M6', 'M9')`)
@Check('result_origin_check', '(conference_id is null) = (report_id is not null)')
@Check('result_kind_check', `kind in ('FIGURE', 'STATEMENT') and (kind = 'FIGURE' or value is null)`)
export class Result implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;

  @Column('uuid')
  @ForeignKey(() => Indicator)
  indicatorId: string;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Member)
  memberId: string | null;

  /** The conference at which it was reported; named, since its room stands above this one. Null of what a member reported. */
  @Column('uuid', { nullable: true })
  @ForeignKey('Conference')
  conferenceId: string | null;

  /** The report of the member by which it was confirmed last; named for the same reason. Null of what a conference reported. */
  @Column('uuid', { nullable: true })
  @ForeignKey('ResultReport')
  reportId: string | null;

  @Column('text')
  key: string;

  @Column('int', { nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Place in the printed order of its conference, from 1; null where none was given.',
  })
  ordinal: number | null;

  @Column('int')
  @Field(() => Int, { description: 'Year the result is about.' })
  year: number;

  @WordColumn({ default: ResultPeriod.YEAR })
  @Field(() => ResultPeriod, { description: 'Part of that year it is about.' })
  period: ResultPeriod;

  @WordColumn()
  @Field(() => ResultKind, { description: 'A figure or a statement.' })
  kind: ResultKind;

  @Column('text')
  @Field(() => String, { description: 'The figure or the words exactly as printed, such as `834.875,801`.' })
  raw: string;

  @DecimalColumn({ nullable: true })
  @Field(() => Decimal, {
    nullable: true,
    description: 'The figure parsed strictly, in the printed unit; null for statements and unreadable figures.',
  })
  value: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Unit exactly as printed, such as `tỉ đồng`.' })
  unit: string | null;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, { nullable: true, description: 'The wording around a figure; a statement in short.' })
  text: TextPair | null;

  @Column('jsonb', { default: [] })
  @ListSize(1)
  @Field(() => [Flag], { description: 'Doubts about the printed figure.' })
  flags: Flag[];
}
