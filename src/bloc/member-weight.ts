import { Field, ObjectType } from 'type-graphql';
import { Decimal } from '../graphql/types/scalars';
import { Member } from './member';

@ObjectType({ description: 'What the votes of one member weigh.' })
export class MemberWeight {
  @Field(() => Member, { description: 'The member.' })
  member: Member;

  @Field(() => Decimal, { description: 'An exact decimal above 0.' })
  weight: string;
}
