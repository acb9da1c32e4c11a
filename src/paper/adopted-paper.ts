import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { Conference } from '../conference/conference';
import { IdColumn, InstantColumn, WordColumn } from '../database/columns';
import { CalendarDate, Instant } from '../graphql/types/scalars';

/** Papers that are adopted as they read; a pact has its own text, and a list of delegates is filled in by hand. */
export enum PaperKind {
  MINUTES = 'MINUTES',
  COUNTING = 'COUNTING',
  SUBMISSION = 'SUBMISSION',
  NOMINEES = 'NOMINEES',
}
registerEnumType(PaperKind, {
  name: 'PaperKind',
  description: 'A paper of a conference that is adopted as it reads.',
  valuesConfig: {
    MINUTES: { description: 'Minutes of the conference (biên bản hội nghị).' },
    COUNTING: { description: 'Minutes of the counting (biên bản kiểm phiếu).' },
    SUBMISSION: { description: 'Submission for awards (tờ trình).' },
    NOMINEES: { description: 'List of those proposed for awards (danh sách đề nghị).' },
  },
});

/** 64 hexadecimal digits of a SHA-256. */
export const hashForm = /^[0-9a-f]{64}$/;

/** Adopted once and then as it was; what takes its place later is a row of its own. */
@Entity()
@ObjectType({ description: 'A paper as it was adopted: it reads so from then on, whatever the record says later.' })
@Unique(['conferenceId', 'kind', 'ordinal'])
@Check('adopted_paper_kind_check', `kind in ('MINUTES', 'COUNTING', 'SUBMISSION', 'NOMINEES')`)
@Check(
  'adopted_paper_hash_check',
  `digest ~ '^[0-9a-f]{64}$' and content_hash ~ '^[0-9a-f]{64}$' and scan_hash ~ '^[0-9a-f]{64}$'`,
)
export class AdoptedPaper {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  @WordColumn()
  @Field(() => PaperKind, { description: 'Which paper.' })
  kind: PaperKind;

  @Column('int')
  @Field(() => Int, { description: 'How often one of this kind was adopted, from 1; the last one stands.' })
  ordinal: number;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Number the office gave it, such as 12/BB-CTĐ.' })
  number: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'Date it bears.' })
  datedOn: string | null;

  @Column('text')
  @Field(() => String, {
    description: 'What it says, as JSON: as whoever adopted it sent it, and shown so from then on.',
  })
  content: string;

  @Column('text')
  @Field(() => String, { description: 'SHA-256 of `content` in UTF-8, 64 hexadecimal digits; in the log too.' })
  contentHash: string;

  @Column('text')
  @Field(() => String, { description: 'SHA-256 that is printed on it and in its QR code, 64 hexadecimal digits.' })
  digest: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it took the place of the one before; null of the first.' })
  reason: string | null;

  @InstantColumn()
  @Field(() => Instant, { description: 'When it was adopted.' })
  adoptedAt: Date;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the file with signature and stamp, a scan or a signed PDF; null while none was recorded.',
  })
  scanHash: string | null;
}
