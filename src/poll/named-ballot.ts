import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { RollEntry } from './roll-entry';

/** What an elector voted in a NAMED poll. */
@Entity()
@ForeignKey(() => RollEntry, ['pollId', 'electorId'], ['pollId', 'electorId'])
export class NamedBallot {
  @PrimaryColumn('uuid')
  pollId: string;

  @PrimaryColumn('uuid')
  electorId: string;

  /** Codes of the options chosen, sorted; empty for a blank ballot. */
  @Column('text', { array: true })
  choices: string[];
}
