import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn } from '../database/columns';
import { Poll } from './poll';

/**
 * One ballot of an UNLINKED poll, without a voter: there is no column that could hold one, no time and no number.
 * Its id is random and told to nobody. At closing all ballots of the poll are written anew in the order of those ids,
 * by one transaction, so that neither their place in the table nor `xmin` tells when each was cast. What PostgreSQL has not
 * overwritten yet, its log and removed rows, still does: docs/decisions/0005-unlinked-ballots.md
 */
@Entity()
@Index(['pollId'])
export class UnlinkedBallot {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Poll)
  pollId: string;

  /** Codes of the options chosen, sorted; empty for a blank ballot. */
  @Column('text', { array: true })
  choices: string[];
}
