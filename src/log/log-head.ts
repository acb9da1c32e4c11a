import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns';

/** The last position of a log. Its row lock makes order of numbers the order of commits. */
@Entity()
export class LogHead {
  @PrimaryColumn('uuid')
  stream: string;

  @Column('bigint')
  sequence: string;

  /** Entries that may change what is shown of other conferences and blocs (log/local-kinds). */
  @Column('bigint', { default: 0 })
  wide: string;

  /** Time of the last event; the next one is never earlier. */
  @InstantColumn()
  at: Date;
}
