import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Member } from '../bloc/member';
import { Delegate } from '../conference/delegate';
import { Poll } from './poll';

/** One vote of a poll, frozen at opening: a member's, or a delegate's where delegates vote. */
@Entity({ name: 'poll_elector' })
export class Elector {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Poll)
  pollId: string;

  /** Id of the member or of the delegate who holds the vote. */
  @PrimaryColumn('uuid')
  electorId: string;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Member)
  memberId: string | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Delegate)
  delegateId: string | null;

  /** Whether a delegate who can cast it was in the hall when the poll opened. */
  @Column('boolean')
  present: boolean;
}
