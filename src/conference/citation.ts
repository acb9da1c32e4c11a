import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'The publication a record was taken from.' })
export class Source {
  @Field(() => String, { description: 'Title as published.' })
  title: string;

  @Field(() => String, { nullable: true, description: 'Who published it.' })
  publisher: string | null;

  @Field(() => String, { nullable: true, description: 'When, exactly as printed.' })
  publishedRaw: string | null;

  @Field(() => String, { nullable: true, description: 'Address, where one is known.' })
  url: string | null;

  @Field(() => String, { nullable: true, description: 'Caption and credit of its picture, as printed.' })
  caption: string | null;
}
