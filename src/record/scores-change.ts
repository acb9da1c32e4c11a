import { Field, Int, ObjectType } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { YearScores } from '../score/year-scores';

@ObjectType({ description: 'The scores of a bloc for a year at one position of its log.' })
export class ScoresChange {
  @Field(() => Int, { description: 'Position of the log of the bloc this is true at.' })
  sequence: number;

  @Field(() => Bloc, { description: 'The bloc.' })
  bloc: Bloc;

  @Field(() => YearScores, {
    nullable: true,
    description: 'As `Bloc.scores`: null while no table is frozen, and while nothing is for the caller to see.',
  })
  scores: YearScores | null;
}
