import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Delegate } from '../conference/delegate';
import { Poll } from './poll';

/** Who has voted, without what. The primary key decides a race: one ballot per elector. */
@Entity({ name: 'poll_roll' })
export class RollEntry {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Poll)
  pollId: string;

  @PrimaryColumn('uuid')
  electorId: string;

  @Column('uuid')
  @ForeignKey(() => Delegate)
  delegateId: string;
}
