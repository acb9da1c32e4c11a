import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn } from '../database/columns';
import { Instant } from '../graphql/types/scalars';
import { Conference } from './conference';
import { Delegate } from './delegate';

/** One stay of a delegate in the hall, from check-in to check-out; the open one has no end. */
@Entity()
@ObjectType({ description: 'One stay of a delegate in the hall, from check-in to check-out.' })
@Index('presence_open_key', ['delegateId'], { unique: true, where: 'checked_out_at is null' })
@Index(['conferenceId'])
@Check('presence_span_check', 'checked_out_at is null or checked_out_at >= checked_in_at')
export class Presence {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  @Column('uuid')
  @ForeignKey(() => Delegate)
  delegateId: string;

  @InstantColumn()
  @Field(() => Instant, { description: 'When it began.' })
  checkedInAt: Date;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it ended; null while the delegate is in the hall.' })
  checkedOutAt: Date | null;
}
