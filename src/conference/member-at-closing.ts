import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Member } from '../bloc/member';
import { Conference } from './conference';

/** One member of the bloc as a conference knew it when it closed; later changes to the bloc leave it as it is. */
@Entity('conference_member')
export class MemberAtClosing {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  @PrimaryColumn('uuid')
  @ForeignKey(() => Member)
  memberId: string;

  @Column('int')
  ordinal: number;

  /** Whether it belonged to the bloc in the year that was judged. */
  @Column('boolean')
  voting: boolean;

  /** Whether it belonged to the bloc in the year that was opened. */
  @Column('boolean')
  signing: boolean;
}
