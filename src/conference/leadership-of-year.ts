import { Field, Int, ObjectType } from 'type-graphql';
import { LeadershipTerm } from '../bloc/leadership-term';
import { ListSize } from '../graphql/loading/list-size';

@ObjectType({ description: 'Who leads a bloc in one emulation year.' })
export class LeadershipOfYear {
  @Field(() => Int, { description: 'The year asked for.' })
  year: number;

  @Field(() => Boolean, {
    description:
      "False (chưa công bố) when nobody was appointed for the year; then last year's leadership, if any, carries on.",
  })
  announced: boolean;

  @ListSize(3)
  @Field(() => [LeadershipTerm], {
    description: 'The leader, then the deputies; when not announced, those of the year before.',
  })
  terms: readonly LeadershipTerm[];
}
