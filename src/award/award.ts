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

@Entity()
@ObjectType({ implements: Node, description: 'An award of the catalogue.' })
@Unique(['code'])
@Check('award_family_check', `family in ('TITLE', 'FORM')`)
export class Award implements Node {
  @IdColumn()
  id: string;

  @Column('text')
  @Field(() => String, { description: 'Code, unique, such as `CO_TD_CHINH_PHU`.' })
  code: string;

  @WordColumn()
  @Field(() => AwardFamily, { description: 'Title or form of commendation.' })
  family: AwardFamily;

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
