import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../bloc/member';
import { Deadline } from './deadline';

/** The day on which something due came on paper, as the leader's office recorded it; recorded again it is another day. */
@Entity()
@Index(['memberId'])
export class ReceivedReport {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Deadline)
  deadlineId: string;

  @PrimaryColumn('uuid')
  @ForeignKey(() => Member)
  memberId: string;

  @Column('date')
  receivedOn: string;
}
