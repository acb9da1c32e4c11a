import { Field, ID, ObjectType } from 'type-graphql';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { ListSize } from '../graphql/loading/list-size';
import { Scope } from './scope';

@ObjectType({ description: 'The caller, as the server knows them from the session they show.' })
export class Me implements Viewer {
  @Field(() => Role, { description: 'What the caller may do.' })
  role: Role;

  @Field(() => String, { description: 'Name shown to others and written into the log.' })
  name: string;

  @ListSize(1)
  @Field(() => [Scope], { description: 'Scopes of a client app; empty for people.' })
  scopes: readonly string[];

  @Field(() => ID, { nullable: true, description: 'Account of the caller; null for the public.' })
  accountId: string | null;

  sessionId: string | null;
  conferenceId: string | null;
  delegateId: string | null;
  conferenceIds: readonly string[] | null;
}
