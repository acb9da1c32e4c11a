import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, InstantColumn, WordColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { Bloc } from './bloc';
import { Member } from './member';

export enum LeadershipRole {
  LEADER = 'LEADER',
  DEPUTY = 'DEPUTY',
}
registerEnumType(LeadershipRole, {
  name: 'LeadershipRole',
  description: 'A post held by a member unit for one year.',
  valuesConfig: {
    LEADER: { description: 'Cụm trưởng / Khối trưởng.' },
    DEPUTY: { description: 'Cụm phó / Khối phó.' },
  },
});

export enum AppointmentMode {
  ANNOUNCED = 'ANNOUNCED',
  ROTATION = 'ROTATION',
  ELECTED = 'ELECTED',
  ASSIGNED = 'ASSIGNED',
}
registerEnumType(AppointmentMode, {
  name: 'AppointmentMode',
  description: 'How a leader or deputy came to the post.',
  valuesConfig: {
    ANNOUNCED: { description: 'Announced at the conference; the source does not say how it was settled.' },
    ROTATION: { description: 'By rotation among the members (luân phiên).' },
    ELECTED: { description: 'By a vote of the members.' },
    ASSIGNED: { description: 'Named by the superior authority.' },
  },
});

/** Superseded, never deleted: a later appointment to the same post sets `supersededAt` here. */
@Entity()
@Index(['conferenceId'])
@Index(['memberId'])
@ObjectType({
  implements: Node,
  description: 'A member unit leading, or deputising in, the bloc for one emulation year.',
})
@Index('leadership_term_current_key', ['blocId', 'year', 'role', 'ordinal'], {
  unique: true,
  where: 'superseded_at is null and not rehearsal',
})
@Index('leadership_term_rehearsal_key', ['conferenceId', 'year', 'role', 'ordinal'], {
  unique: true,
  where: 'superseded_at is null and rehearsal',
})
@Check('leadership_term_role_check', `role in ('LEADER', 'DEPUTY')`)
@Check('leadership_term_mode_check', `mode in ('ANNOUNCED', 'ROTATION', 'ELECTED', 'ASSIGNED')`)
@Check('leadership_term_ordinal_check', `ordinal >= 1 and (role = 'DEPUTY' or ordinal = 1)`)
export class LeadershipTerm implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;

  @Column('uuid')
  @ForeignKey(() => Member)
  memberId: string;

  /** The conference that appointed; named, since the bloc room stands below the conference room. */
  @Column('uuid', { nullable: true })
  @ForeignKey('Conference')
  conferenceId: string | null;

  @Column('int')
  @Field(() => Int, { description: 'Emulation year.' })
  year: number;

  @WordColumn()
  @Field(() => LeadershipRole, { description: 'Leader or deputy.' })
  role: LeadershipRole;

  @Column('int')
  @Field(() => Int, { description: '1 for the leader and the first deputy, 2 for the second deputy.' })
  ordinal: number;

  @WordColumn()
  @Field(() => AppointmentMode, { description: 'How it was settled.' })
  mode: AppointmentMode;

  /** True when a rehearsal appointed it: it stands at that conference only and never supersedes a real one. */
  @Column('boolean', { default: false })
  rehearsal: boolean;

  @InstantColumn({ nullable: true })
  supersededAt: Date | null;
}
