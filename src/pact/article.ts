import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn, TextPairColumn } from '../database/columns';
import { TextPair } from '../graphql/types/text-pair';
import { Pact } from './pact';

@Entity({ name: 'pact_article' })
@ObjectType('PactArticle', { description: 'One article of a pact.' })
@Unique(['pactId', 'ordinal'])
export class Article {
  @IdColumn()
  id: string;

  @Column('uuid')
  @ForeignKey(() => Pact)
  pactId: string;

  @Column('int')
  @Field(() => Int, { description: 'Number of the article, from 1.' })
  ordinal: number;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Heading.' })
  heading: TextPair;

  @TextPairColumn()
  @Field(() => TextPair, { description: 'Text.' })
  text: TextPair;
}
