import { Field, Int, ObjectType } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { Conference } from '../conference/conference';
import { ListSize } from '../graphql/loading/list-size';

@ObjectType({ description: 'A bloc as it stands at one position of its log.' })
export class BlocChange {
  @Field(() => Int, { description: 'Position of the log of the bloc this is true at.' })
  sequence: number;

  @Field(() => Bloc, { description: 'The bloc.' })
  bloc: Bloc;

  @ListSize(1)
  @Field(() => [Conference], {
    description: 'Its public conferences that are in session, no rehearsals, the one opened last first.',
  })
  inSession: readonly Conference[];
}
