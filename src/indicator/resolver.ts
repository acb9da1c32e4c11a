import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { blocById, memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { Conference } from '../conference/conference';
import { visibilityFilterOf } from '../conference/visibility';
import { visibleConference, visibleFacts } from '../conference/visible';
import { type Context, found, linked } from '../graphql/context';
import { connectionOf, type Page, PageArgs } from '../graphql/loading/connection';
import { Indicator } from './indicator';
import { indicatorById, indicatorsByBloc, resultsByBloc, resultsByConference, resultsByMember } from './loaders';
import { Result } from './result';

const ResultConnection = connectionOf(Result, 'Result');

@ArgsType()
class BlocResultsArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only those about this year.' })
  year?: number | null;

  @Field(() => String, { nullable: true, description: 'Only those of the indicator of this code.' })
  indicatorCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those of the member of this code.' })
  memberCode?: string | null;
}

@Resolver(() => Bloc)
export class BlocIndicatorsResolver {
  @FieldResolver(() => [Indicator], { description: 'What it measures or describes, in its own order.' })
  indicators(@Root() bloc: Bloc, @Ctx() ctx: Context): Promise<readonly Indicator[]> {
    return ctx.load(indicatorsByBloc, bloc.id);
  }

  @FieldResolver(() => ResultConnection, {
    description: 'Results of its members and of the bloc as a whole, newest year first, then in printed order.',
  })
  results(
    @Root() bloc: Bloc,
    @Args(() => BlocResultsArgs) { first, after, year, indicatorCode, memberCode }: BlocResultsArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Result>> {
    const filter = {
      visibility: visibilityFilterOf(ctx.viewer),
      year: year ?? null,
      indicatorCode: indicatorCode ?? null,
      memberCode: memberCode ?? null,
    };
    return ctx.load(resultsByBloc, { parentId: bloc.id, page: { first, after }, filter });
  }
}

@Resolver(() => Member)
export class MemberResultsResolver {
  @FieldResolver(() => [Result], { description: 'Its results, newest year first.' })
  async results(
    @Root() member: Member,
    @Arg('year', () => Int, { nullable: true, description: 'Only those about this year.' })
    year: number | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<readonly Result[]> {
    const results = await ctx.load(resultsByMember, member.id);
    return visibleFacts(
      ctx,
      results.filter((result) => result.year === (year ?? result.year)),
    );
  }
}

@Resolver(() => Conference)
export class ConferenceResultsResolver {
  @FieldResolver(() => [Result], { description: 'Results reported at it, in printed order.' })
  results(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Result[]> {
    return ctx.load(resultsByConference, conference.id);
  }
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  @FieldResolver(() => Bloc, { description: 'The bloc that measures it.' })
  async bloc(@Root() indicator: Indicator, @Ctx() ctx: Context): Promise<Bloc> {
    return found(await ctx.load(blocById, indicator.blocId));
  }
}

@Resolver(() => Result)
export class ResultResolver {
  @FieldResolver(() => Indicator, { description: 'What was measured or described.' })
  async indicator(@Root() result: Result, @Ctx() ctx: Context): Promise<Indicator> {
    return found(await ctx.load(indicatorById, result.indicatorId));
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Whose result; null for the bloc as a whole.' })
  member(@Root() result: Result, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, result.memberId);
  }

  @FieldResolver(() => Bloc, { description: 'The bloc it was reported in.' })
  async bloc(@Root() result: Result, @Ctx() ctx: Context): Promise<Bloc> {
    return found(await ctx.load(blocById, result.blocId));
  }

  @FieldResolver(() => Conference, { description: 'The conference it was reported at.' })
  conference(@Root() result: Result, @Ctx() ctx: Context): Promise<Conference> {
    return visibleConference(ctx, result.conferenceId);
  }
}
