import { ArgsType, Field, ID } from 'type-graphql';

/** The arguments of a look-up: exactly one of them is to be given (graphql/context `exactlyOne`). */
@ArgsType()
export class IdOrSlugArgs {
  @Field(() => ID, { nullable: true, description: 'Its id. Give this or `slug`.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Its short name in addresses. Give this or `id`.' })
  slug?: string | null;
}
