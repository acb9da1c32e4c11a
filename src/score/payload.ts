import { Ctx, Field, ObjectType } from 'type-graphql';
import type { Context } from '../graphql/context';
import { Payload } from '../graphql/types/payload';
import type { Named } from './hold-score';
import { tableById } from './loaders';
import { memberScoreFor, yearScoresFor } from './seen-scores';
import { MemberScoreView, YearScores } from './year-scores';
import { YearTable } from './year-table';

@ObjectType()
export class ScoreTablePayload extends Payload {
  @Field(() => YearTable, { nullable: true, description: 'The version as it stands now.' })
  table(@Ctx() ctx: Context): Promise<YearTable | null> {
    return ctx.load(tableById, this.receipt.subject);
  }
}

@ObjectType()
export class MemberScorePayload extends Payload {
  named: Named;

  @Field(() => MemberScoreView, { nullable: true, description: 'The score of the member as it stands now.' })
  score(@Ctx() ctx: Context): Promise<MemberScoreView | null> {
    return memberScoreFor(ctx, this.named);
  }
}

@ObjectType()
export class YearScoresPayload extends Payload {
  named: Pick<Named, 'blocId' | 'year'>;

  @Field(() => YearScores, { nullable: true, description: 'The scores of the year as they stand now.' })
  scores(@Ctx() ctx: Context): Promise<YearScores | null> {
    return yearScoresFor(ctx, this.named.blocId, this.named.year);
  }
}
