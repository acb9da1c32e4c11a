import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What a log had come to at one of its positions, so that nobody has to read it from its beginning. Derived from the log,
 * but where an entry names its digest (`state` in its data): there a file, or a copy, wrote what the log had not told.
 */
@Entity('log_checkpoint')
export class Checkpoint {
  @PrimaryColumn('uuid')
  stream: string;

  @PrimaryColumn('bigint')
  sequence: string;

  /** Canonical form (log/canonical) of what record/replay makes of the log. */
  @Column('text')
  state: string;
}
