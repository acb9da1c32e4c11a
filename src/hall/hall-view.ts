import { registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Conference } from '../conference/conference';
import { InstantColumn, TextPairColumn, WordColumn } from '../database/columns';
import type { TextPair } from '../graphql/types/text-pair';

export enum HallScene {
  AUTOMATIC = 'AUTOMATIC',
  POLLS = 'POLLS',
  WALL = 'WALL',
  RESULTS = 'RESULTS',
  RANKS = 'RANKS',
  AGENDA = 'AGENDA',
  SPEAKERS = 'SPEAKERS',
  TEXT = 'TEXT',
  BREAK = 'BREAK',
}
registerEnumType(HallScene, {
  name: 'HallScene',
  description: 'What the big screens of the hall show.',
  valuesConfig: {
    AUTOMATIC: { description: 'What is on: open polls, the pact being signed, the item of the agenda.' },
    POLLS: { description: 'The polls that were chosen.' },
    WALL: { description: 'The signatures on the pact.' },
    RESULTS: { description: 'What all polls came to, in a list.' },
    RANKS: { description: 'Totals and ranks of the members, once they are released.' },
    AGENDA: { description: 'The agenda, with where it stands.' },
    SPEAKERS: { description: 'Who speaks with the clock, and who comes next.' },
    TEXT: { description: 'A text.' },
    BREAK: { description: 'A break, with when it ends if that was said.' },
  },
});

/** What the desk has chosen to be shown in the hall; no row before it first chose. */
@Entity()
@Check(
  'hall_view_scene_check',
  `scene in ('AUTOMATIC', 'POLLS', 'WALL', 'RESULTS', 'RANKS', 'AGENDA', 'SPEAKERS', 'TEXT', 'BREAK')`,
)
export class HallView {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  @WordColumn()
  scene: HallScene;

  /** In the order they were chosen. */
  @Column('uuid', { array: true })
  pollIds: string[];

  @TextPairColumn({ nullable: true })
  text: TextPair | null;

  @InstantColumn({ nullable: true })
  endsAt: Date | null;

  @InstantColumn()
  chosenAt: Date;
}
