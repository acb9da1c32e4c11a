import { Field, Int, ObjectType } from 'type-graphql';
import { Conference } from '../conference/conference';

@ObjectType({ description: 'A conference as it stands at one position of its log.' })
export class ConferenceChange {
  @Field(() => Int, { description: 'Position of the log this is true at.' })
  sequence: number;

  @Field(() => Conference, { description: 'The conference.' })
  conference: Conference;
}
