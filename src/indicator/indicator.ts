import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { IdColumn, TextPairColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { TextPair } from '../graphql/types/text-pair';

@Entity()
@ObjectType({ implements: Node, description: 'Something a bloc measures or describes each year (chỉ tiêu, chỉ số).' })
@Unique(['blocId', 'code'])
export class Indicator implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;

  @Column('text')
  @Field(() => String, { description: 'Code, unique within the bloc, such as `BUDGET_REVENUE`.' })
  code: string;

  @Column('int', { nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Place in the list of indicators, from 1; null where none was given.',
  })
  ordinal: number | null;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Name.' })
  name: TextPair;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, { nullable: true, description: 'Usual unit of its figures; null for qualitative ones.' })
  unit: TextPair | null;
}
