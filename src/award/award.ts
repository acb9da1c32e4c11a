import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, Unique } from 'typeorm';
import { IdColumn, TextPairColumn, WordColumn } from '../database/columns';
import { ListSize } from '../graphql/loading/list-size';
import { Node } from '../graphql/types/node';
import { TextPair } from '../graphql/types/text-pair';

export enum AwardFamily {
  TITLE = 'TITLE',
  FORM = 'FORM',
}
registerEnumType(AwardFamily, {
  name: 'AwardFamily',
  description: 'The two families the law knows.',
  valuesConfig: {
    TITLE: { description: 'Danh hiệu thi đua: emulation title.' },
    FORM: { description: 'Hình thức khen thưởng: form of commendation.' },
  },
});

/** What sets the rule its proposals are voted on by, where the bloc settled none. */
export enum AwardKind {
  EMULATION_FLAG = 'EMULATION_FLAG',
  OTHER = 'OTHER',
}
registerEnumType(AwardKind, {
  name: 'AwardKind',
  description: 'What an award is, as far as the default rule of its vote depends on it.',
  valuesConfig: {
    EMULATION_FLAG: { description: "Cờ thi đua: an emulation flag, the Government's, a ministry's or a province's." },
    OTHER: { description: 'Any other title or form.' },
  },
});

/** What an award of this official name is, unless its file says otherwise: a name with the word "cờ" is a flag's. */
export function kindByName({ vi }: Pick<TextPair, 'vi'>): AwardKind {
  return /(?<!\p{L})cờ(?!\p{L})/iu.test(vi.normalize('NFC')) ? AwardKind.EMULATION_FLAG : AwardKind.OTHER;
}

@Entity()
@ObjectType({ implements: Node, description: 'An award of the catalogue.' })
@Unique(['code'])
@Check('award_family_check', `family in ('TITLE', 'FORM')`)
@Check('award_kind_check', `kind in ('EMULATION_FLAG', 'OTHER')`)
export class Award implements Node {
  @IdColumn()
  id: string;

  @Column('text')
  @Field(() => String, { description: 'Code, unique, such as `CO_TD_CHINH_PHU`.' })
  code: string;

  @WordColumn()
  @Field(() => AwardFamily, { description: 'Title or form of commendation.' })
  family: AwardFamily;

  @WordColumn({ default: AwardKind.OTHER })
  @Field(() => AwardKind, { description: 'Whether it is a flag.' })
  kind: AwardKind;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Official name.' })
  name: TextPair;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Who decides on it.' })
  grantor: TextPair;

  @Column('text', { array: true })
  @ListSize(1)
  @Field(() => [String], { description: 'Other forms of the name met in print.' })
  aliases: string[];
}
