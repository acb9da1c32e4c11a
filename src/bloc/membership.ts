import { Field, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn } from '../database/columns';
import { Member } from './member';

@Entity()
@ObjectType({ description: 'A span of emulation years in which a unit belongs to its bloc.' })
@Unique(['memberId', 'fromYear'])
@Check('membership_seen_check', 'not seen_only or (from_year is not null and to_year is not null)')
@Check('membership_years_check', 'to_year is null or from_year is null or to_year >= from_year')
export class Membership {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Member)
  memberId: string;

  @Column('int', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'First emulation year; null when it began before the record.' })
  fromYear: number | null;

  @Column('int', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'Last emulation year; null while it lasts.' })
  toYear: number | null;

  @Column('boolean', { default: false })
  @Field(() => Boolean, {
    description: 'True where the source only shows it in these years: when it began and ended is not known.',
  })
  seenOnly: boolean;
}
