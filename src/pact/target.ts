import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import { Member } from '../bloc/member';
import { DecimalColumn, IdColumn } from '../database/columns';
import { Decimal } from '../graphql/types/scalars';
import { Indicator } from '../indicator/indicator';
import { Pact } from './pact';

@Entity({ name: 'pact_target' })
@ObjectType('PactTarget', { description: 'A measurable target a member takes on in a pact.' })
@Unique(['pactId', 'ordinal'])
export class Target {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Pact)
  pactId: string;

  @Column('uuid')
  @ForeignKey(() => Indicator)
  indicatorId: string;

  /** The member bound by it; null when the whole bloc is. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Member)
  memberId: string | null;

  @Column('int')
  @Field(() => Int, { description: 'Place in the list, from 1.' })
  ordinal: number;

  @Column('text')
  @Field(() => String, { description: 'The figure as written.' })
  raw: string;

  @DecimalColumn({ nullable: true })
  @Field(() => Decimal, { nullable: true, description: 'The figure parsed strictly; null where it cannot be read.' })
  value: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Unit as written.' })
  unit: string | null;
}
