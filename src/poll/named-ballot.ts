import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Poll } from './poll';

/** What an elector voted in a NAMED poll. */
@Entity()
export class NamedBallot {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Poll)
  pollId: string;

  @PrimaryColumn('uuid')
  electorId: string;

  /** Codes of the options chosen, sorted; empty for a blank ballot. */
  @Column('text', { array: true })
  choices: string[];
}
