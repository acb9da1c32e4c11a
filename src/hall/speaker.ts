import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { Conference } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { IdColumn, InstantColumn, WordColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { Instant } from '../graphql/types/scalars';

/** WAITING → SPEAKING → DONE, or WAITING → WITHDRAWN. At most one of a conference is SPEAKING. */
export enum SpeakerState {
  WAITING = 'WAITING',
  SPEAKING = 'SPEAKING',
  DONE = 'DONE',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(SpeakerState, {
  name: 'SpeakerState',
  description: 'Where somebody who asked to speak stands.',
  valuesConfig: {
    WAITING: { description: 'In the queue.' },
    SPEAKING: { description: 'Has the floor.' },
    DONE: { description: 'Has spoken.' },
    WITHDRAWN: { description: 'Left the queue without speaking.' },
  },
});

@Entity()
@ObjectType({ implements: Node, description: 'Somebody who asked to speak, once.' })
@Index(['conferenceId'], { where: `state in ('WAITING', 'SPEAKING')` })
@Index('speaker_speaking_key', ['conferenceId'], { unique: true, where: `state = 'SPEAKING'` })
@Index('speaker_delegate_key', ['delegateId'], { unique: true, where: `state in ('WAITING', 'SPEAKING')` })
@Check('speaker_state_check', `state in ('WAITING', 'SPEAKING', 'DONE', 'WITHDRAWN')`)
@Check('speaker_seconds_check', `seconds > 0`)
export class Speaker implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  @Column('uuid')
  @ForeignKey(() => Delegate)
  delegateId: string;

  @Column('int')
  @Field(() => Int, { description: 'Orders the queue, the smallest first; not without gaps.' })
  ordinal: number;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'What they want to speak about; null where they did not say.' })
  topic: string | null;

  @WordColumn()
  @Field(() => SpeakerState, { description: 'Where they stand now.' })
  state: SpeakerState;

  @Column('int', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'Time they are given, in seconds; null for as long as they like.' })
  seconds: number | null;

  @InstantColumn()
  @Field(() => Instant, { description: 'When they asked.' })
  askedAt: Date;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When they were given the floor.' })
  startedAt: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When they ended, or left the queue.' })
  endedAt: Date | null;
}
