import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn, TextPairColumn } from '../database/columns';
import { ListSize } from '../graphql/loading/list-size';
import { Node } from '../graphql/types/node';
import { TextPair } from '../graphql/types/text-pair';
import { Bloc } from './bloc';

@Entity()
@ObjectType({
  implements: Node,
  description: 'A unit (đơn vị) of a bloc: an organisation, whatever territory it stands for.',
})
@Unique(['blocId', 'code'])
export class Member implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Bloc)
  blocId: string;

  @Column('text')
  @Field(() => String, { description: 'Short code, unique within the bloc, such as `hai-phong`.' })
  code: string;

  @Column('int')
  @Field(() => Int, { description: 'Place in the list of members as the bloc prints it, from 1.' })
  ordinal: number;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Official name in full.' })
  officialName: TextPair;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Everyday short name.' })
  shortName: TextPair;

  @Column('text', { array: true })
  @ListSize(2)
  @Field(() => [String], { description: 'Other spellings met in print, such as `TP HCM`; Unicode NFC.' })
  aliases: string[];
}
