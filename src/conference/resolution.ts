import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn, TextPairColumn, WordColumn } from '../database/columns';
import { Node } from '../graphql/types/node';
import { TextPair } from '../graphql/types/text-pair';
import { Conference } from './conference';

export enum DecisionMethod {
  CONSENSUS = 'CONSENSUS',
  POLL = 'POLL',
}
registerEnumType(DecisionMethod, {
  name: 'DecisionMethod',
  description: 'How the conference came to a decision.',
  valuesConfig: {
    CONSENSUS: { description: 'Nhất trí: agreed without a counted vote. There are no counts.' },
    POLL: { description: 'By a vote. Where no poll stands here, the source gives no counts.' },
  },
});

@Entity()
@ObjectType({ implements: Node, description: 'Something the conference resolved.' })
@Unique(['conferenceId', 'code'])
@Check('resolution_method_check', `method in ('CONSENSUS', 'POLL')`)
export class Resolution implements Node {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Conference)
  conferenceId: string;

  @Column('text')
  @Field(() => String, { description: 'Code, unique within the conference.' })
  code: string;

  @Column('int')
  @Field(() => Int, { description: 'Place in the printed order, from 1.' })
  ordinal: number;

  @WordColumn()
  @Field(() => DecisionMethod, { description: 'By consensus or by poll.' })
  method: DecisionMethod;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'What was resolved.' })
  text: TextPair;
}
