import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { Bloc } from '../bloc/bloc';
import { Member } from '../bloc/member';
import { IdColumn, InstantColumn, TextPairColumn, WordColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { CalendarDate, Instant } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import type { AttendanceCounts } from './attendance';
import { Source } from './citation';

/** Of a conference whose file names none. */
export const usualTimeZone = 'Asia/Ho_Chi_Minh';

export enum ConferenceKind {
  ANNUAL = 'ANNUAL',
  MIDYEAR = 'MIDYEAR',
}
registerEnumType(ConferenceKind, {
  name: 'ConferenceKind',
  description: 'Which meeting of the year.',
  valuesConfig: {
    ANNUAL: { description: 'Hội nghị tổng kết: closes a year and opens the next.' },
    MIDYEAR: { description: 'Hội nghị sơ kết: six-month review.' },
  },
});

/**
 * PLANNED → OPEN → CLOSED; `openConference` and `closeConference` are the only ways on, and there is no way back.
 * A conference loaded from a source that tells of the past starts CLOSED.
 */
export enum ConferenceState {
  PLANNED = 'PLANNED',
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
}
registerEnumType(ConferenceState, {
  name: 'ConferenceState',
  description: 'Where a conference stands; it only moves forward.',
  valuesConfig: {
    PLANNED: { description: 'Prepared, not yet opened.' },
    OPEN: { description: 'In session.' },
    CLOSED: { description: 'Over; nothing is voted or signed any more.' },
  },
});

export enum ConferenceNature {
  RECORD = 'RECORD',
  LIVE = 'LIVE',
  REHEARSAL = 'REHEARSAL',
}
registerEnumType(ConferenceNature, {
  name: 'ConferenceNature',
  description: 'What the data of a conference is worth.',
  valuesConfig: {
    RECORD: { description: 'Loaded from a published source about a past event.' },
    LIVE: { description: 'Held on this server.' },
    REHEARSAL: { description: 'Played for practice; its votes and signatures are not real.' },
  },
});

export enum Visibility {
  PUBLIC = 'PUBLIC',
  PARTICIPANTS = 'PARTICIPANTS',
}
registerEnumType(Visibility, {
  name: 'Visibility',
  description: 'Who may read a conference.',
  valuesConfig: {
    PUBLIC: { description: 'Anyone.' },
    PARTICIPANTS: { description: 'Only those with a badge of the conference, and administrators.' },
  },
});

@Entity()
@Index(['blocId'])
@ObjectType({
  implements: Node,
  description: 'A conference of a bloc. The annual one touches two emulation years: it closes one and opens the next.',
})
@Unique(['slug'])
@Check('conference_closing_check', `attendance_at_closing is null or state = 'CLOSED'`)
@Check('conference_reviews_check', `reviews_year is null or kind = 'MIDYEAR'`)
@Check('conference_kind_check', `kind in ('ANNUAL', 'MIDYEAR')`)
@Check('conference_state_check', `state in ('PLANNED', 'OPEN', 'CLOSED')`)
@Check(
  'conference_nature_check',
  `nature in ('RECORD', 'LIVE', 'REHEARSAL') and (nature = 'REHEARSAL') = (rehearses_id is not null)`,
)
@Check('conference_visibility_check', `visibility in ('PUBLIC', 'PARTICIPANTS')`)
export class Conference implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;

  @Column('text')
  @Field(() => String, { description: 'Short name in addresses, unique.' })
  slug: string;

  @WordColumn()
  @Field(() => ConferenceKind, { description: 'Annual or mid-year.' })
  kind: ConferenceKind;

  @WordColumn()
  @Field(() => ConferenceNature, { description: 'Record of the past, live, or rehearsal.' })
  nature: ConferenceNature;

  @WordColumn()
  @Field(() => ConferenceState, { description: 'Where it stands now.' })
  state: ConferenceState;

  @WordColumn()
  @Field(() => Visibility, { description: 'Who may read it.' })
  visibility: Visibility;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Official name.' })
  name: TextPair;

  @Column('int', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'Emulation year it sums up and judges awards for.' })
  closesYear: number | null;

  @Column('int', { nullable: true })
  @Field(() => Int, { nullable: true, description: 'Emulation year whose pact it signs.' })
  opensYear: number | null;

  @Column('int', { nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'Emulation year under way that a mid-year review looks at; null for an annual conference.',
  })
  reviewsYear: number | null;

  @Column('int', { nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'How many members the source says the bloc has, named or not; null where it does not say.',
  })
  statedMembers: number | null;

  /** Ids of members in the order the source prints them. */
  @Column('uuid', { array: true, nullable: true })
  memberOrder: string[] | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'Day it was or will be held.' })
  heldOn: string | null;

  @Column('text', { default: usualTimeZone })
  @Field(() => String, { description: 'Time zone of its place, in which its times are told; IANA name.' })
  timeZone: string;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, { nullable: true, description: 'The time as the source words it.' })
  heldText: TextPair | null;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, { nullable: true, description: 'Where.' })
  place: TextPair | null;

  @Column('uuid', { nullable: true })
  @ForeignKey(() => Member)
  hostId: string | null;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, {
    nullable: true,
    description: 'How the agenda is known, where the source prints none; null for an agenda as printed or planned.',
  })
  agendaNote: TextPair | null;

  /** Kept when it closes (conference/keep-at-closing); null before, and where it closed before this was kept. */
  @Column('jsonb', { nullable: true })
  attendanceAtClosing: AttendanceCounts | null;

  /** The conference this one rehearses, for a REHEARSAL. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Conference)
  rehearsesId: string | null;

  @Column('jsonb', { nullable: true })
  @Field(() => Source, { nullable: true, description: 'Where the facts come from.' })
  source: Source | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the chair opened it here.' })
  openedAt: Date | null;

  @InstantColumn({ nullable: true })
  @Field(() => Instant, { nullable: true, description: 'When the chair closed it here.' })
  closedAt: Date | null;
}
