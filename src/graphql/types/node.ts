import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType({ description: 'Anything with an id of its own; the id alone finds it again through `node`.' })
export abstract class Node {
  @Field(() => ID, { description: 'Its id, unique in the whole graph.' })
  id: string;
}
