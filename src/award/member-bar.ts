import { Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Member } from '../bloc/member';
import { Conference } from '../conference/conference';
import { IdColumn } from '../database/columns';
import { CalendarDate } from '../graphql/types/scalars';
import { Award } from './award';

/**
 * A time in which a member may not be proposed for an award, by a document; both days included. It holds at all conferences
 * of the bloc, one that a rehearsal entered at that rehearsal only. Ended, never deleted.
 */
@Entity()
@ObjectType({ description: 'A time in which a member may not be proposed for awards.' })
@Index(['conferenceId'])
@Index(['memberId'])
@Check('member_bar_span_check', 'until_day >= from_day')
export class MemberBar {
  @IdColumn()
  @Field(() => ID, { description: 'Its id.' })
  id: string;

  /** Where it was entered. */
  @Column('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  @Column('uuid')
  @ForeignKey(() => Member)
  memberId: string;

  /** Null for every award. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Award)
  awardId: string | null;

  @Column('text')
  @Field(() => String, { description: 'Number of the document it rests on.' })
  document: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What it is about.' })
  reason: string | null;

  @Column('date')
  @Field(() => CalendarDate, { description: 'First day.' })
  fromDay: string;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'Last day; null until it is ended.' })
  untilDay: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was ended, where it was.' })
  endReason: string | null;
}
