import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn } from '../database/columns';
import { Poll } from './poll';

/**
 * One ballot of an UNLINKED poll that is open, sealed to the key of the poll (poll/seal). At closing all are opened, written
 * as `UnlinkedBallot` in the order of what they say, and deleted; of a poll that is set aside, or has too few, they are
 * deleted as they are. Its id is random and told to nobody.
 */
@Entity()
@Index(['pollId'])
@Check('sealed_ballot_sealed_check', `octet_length(sealed) = 82`)
export class SealedBallot {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Poll)
  pollId: string;

  /** 82 bytes, whatever is chosen (poll/seal/ballot-form). */
  @Column('bytea')
  sealed: Buffer;
}
