import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { IdColumn, InstantColumn, TextPairColumn, WordColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { Instant } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { Conference } from './conference';

/**
 * PENDING → CURRENT → DONE, and DONE → CURRENT when an item is taken up again; undoing a start goes back. At most one is
 * CURRENT.
 */
export enum AgendaState {
  PENDING = 'PENDING',
  CURRENT = 'CURRENT',
  DONE = 'DONE',
}
registerEnumType(AgendaState, {
  name: 'AgendaState',
  description: 'Where an agenda item stands.',
  valuesConfig: {
    PENDING: { description: 'Still to come.' },
    CURRENT: { description: 'Being dealt with now.' },
    DONE: { description: 'Finished.' },
  },
});

export enum AgendaSession {
  PREPARATORY = 'PREPARATORY',
  OFFICIAL = 'OFFICIAL',
}
registerEnumType(AgendaSession, {
  name: 'AgendaSession',
  description: 'Part of the conference.',
  valuesConfig: {
    PREPARATORY: { description: 'Trù bị: the closed preparatory meeting.' },
    OFFICIAL: { description: 'Chính thức: the official session.' },
  },
});

/** How the agenda stood before an item was taken up. Shape of the `undoTo` column; instants are RFC 3339. */
export interface BeforeStart {
  readonly state: AgendaState.PENDING | AgendaState.DONE;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Id of the item that was current; null when none was. */
  readonly current: string | null;
}

@Entity()
@ObjectType({ implements: Node, description: 'One point of the agenda.' })
@Unique(['conferenceId', 'code'])
@Unique(['id', 'conferenceId'])
@Index('agenda_item_current_key', ['conferenceId'], { unique: true, where: `state = 'CURRENT'` })
@Check('agenda_item_state_check', `state in ('PENDING', 'CURRENT', 'DONE')`)
@Check('agenda_item_session_check', `session in ('PREPARATORY', 'OFFICIAL')`)
export class AgendaItem implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  @Column('text')
  @Field(() => String, { description: 'Code, unique within the conference.' })
  code: string;

  @Column('int')
  @Field(() => Int, { description: 'Place on the agenda, from 1.' })
  ordinal: number;

  @WordColumn()
  @Field(() => AgendaSession, { description: 'Preparatory or official.' })
  session: AgendaSession;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'What it is about.' })
  title: TextPair;

  @WordColumn()
  @Field(() => AgendaState, { description: 'Where it stands now.' })
  state: AgendaState;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was last taken up.' })
  startedAt: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When it was finished.' })
  finishedAt: Date | null;

  /** What undoing its last start brings back; null when it was never started, or that start was itself brought back. */
  @Column('jsonb', { nullable: true })
  undoTo: BeforeStart | null;
}
