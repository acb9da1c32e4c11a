import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Member } from '../bloc/member';
import { Delegate } from '../conference/delegate';
import { Poll } from './poll';

/** One vote of a poll, frozen at opening: a member's, or where delegates vote a mandate, whoever holds it. */
@Entity({ name: 'poll_elector' })
@Check('poll_elector_weight_check', 'weight > 0')
@Check('poll_elector_elector_check', 'elector_id = coalesce(delegate_id, member_id)')
export class Elector {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Poll)
  pollId: string;

  /** Id of the member, or of the mandate: that of the delegate it was first given to. */
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

  /** A decimal above 0; 1 where the rule gives no weights. */
  @Column('numeric', { default: 1 })
  weight: string;
}
