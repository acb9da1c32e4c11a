import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn, TextPairColumn } from '../database/columns';
import { ListSize } from '../graphql/loading/list-size';
import { Flag } from '../graphql/types/flag';
import { Node } from '../graphql/types/node';
import { TextPair } from '../graphql/types/text-pair';
import { Conference } from './conference';

@Entity()
@ObjectType({ implements: Node, description: 'A key task (nhiệm vụ trọng tâm) the conference agreed on.' })
@Unique(['conferenceId', 'code'])
export class KeyTask implements Node {
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

  @TextPairColumn()
  @Field(() => TextPair, { description: 'The task.' })
  text: TextPair;

  @Column('jsonb', { default: [] })
  @ListSize(1)
  @Field(() => [Flag], { description: 'Doubts about the printed words.' })
  flags: Flag[];
}
