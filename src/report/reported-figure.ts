import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DecimalColumn } from '../database/columns';
import { ListSize } from '../graphql/loading/list-size';
import { Flag } from '../graphql/types/flag';
import { Decimal } from '../graphql/types/scalars';
import { Indicator } from '../indicator/indicator';
import { ResultReport } from './result-report';

/** One figure of a report, as it was printed. Written with its report and never changed. */
@Entity()
@Index(['indicatorId'])
@ObjectType({ description: "One figure of a member's report." })
export class ReportedFigure {
  @PrimaryColumn('uuid')
  @ForeignKey(() => ResultReport)
  reportId: string;

  @PrimaryColumn('uuid')
  @ForeignKey(() => Indicator)
  indicatorId: string;

  @Column('int')
  @Field(() => Int, { description: 'Place in the report, from 1.' })
  ordinal: number;

  @Column('text')
  @Field(() => String, { description: 'The figure exactly as printed, such as `834.875,801`.' })
  raw: string;

  @DecimalColumn({ nullable: true })
  @Field(() => Decimal, {
    nullable: true,
    description: 'The figure parsed strictly, in the printed unit; null where it cannot be read in one way.',
  })
  value: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Unit exactly as printed, such as `tỉ đồng`.' })
  unit: string | null;

  @Column('jsonb', { default: [] })
  @ListSize(1)
  @Field(() => [Flag], { description: 'Doubts about the printed figure.' })
  flags: Flag[];
}
