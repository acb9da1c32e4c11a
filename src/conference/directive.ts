import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn, TextPairColumn, WordColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { CalendarDate } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { Conference } from './conference';
import { Delegate } from './delegate';

export enum DirectiveKind {
  DOCUMENT = 'DOCUMENT',
  SPEECH = 'SPEECH',
}
registerEnumType(DirectiveKind, {
  name: 'DirectiveKind',
  description: 'Form of a directive.',
  valuesConfig: {
    DOCUMENT: { description: 'A numbered document (chỉ thị) the conference carries out.' },
    SPEECH: { description: 'Guidance spoken at the conference (phát biểu chỉ đạo).' },
  },
});

@Entity()
@ObjectType({ implements: Node, description: 'A directive named or given at a conference.' })
@Unique(['conferenceId', 'code'])
@Check('directive_kind_check', `kind in ('DOCUMENT', 'SPEECH')`)
export class Directive implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  /** Who gave it, for a SPEECH. */
  @Column('uuid', { nullable: true })
  @ForeignKey(() => Delegate)
  delegateId: string | null;

  @Column('text')
  @Field(() => String, { description: 'Code, unique within the conference.' })
  code: string;

  @Column('int')
  @Field(() => Int, { description: 'Place in the printed order, from 1.' })
  ordinal: number;

  @WordColumn()
  @Field(() => DirectiveKind, { description: 'Document or speech.' })
  kind: DirectiveKind;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Official number, such as `34-CT/TW`.' })
  number: string | null;

  @Column('date', { nullable: true })
  @Field(() => CalendarDate, { nullable: true, description: 'Day the document was issued.' })
  issuedOn: string | null;

  @TextPairColumn({ nullable: true })
  @Field(() => TextPair, { nullable: true, description: 'Who issued the document.' })
  issuer: TextPair | null;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Title of the document, or what was said.' })
  text: TextPair;
}
