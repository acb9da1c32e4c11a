import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { blocById, memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { Conference } from '../conference/conference';
import { visibilityFilterOf } from '../conference/visibility';
import { visibleConference } from '../conference/visible';
import { Allowed } from '../graphql/authorize/allowed';
import { type Context, found, linked } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { Chronology } from '../graphql/types/chronology';
import { Act, type Payload } from '../graphql/types/payload';
import { CorrectResultInput, correctResultOrAsk } from './correct-result';
import { Indicator } from './indicator';
import { indicatorById, indicatorsByBloc, resultsByBloc, resultsByConference, resultsByMember } from './loaders';
import { AskedResultPayload } from './payload';
import { Result } from './result';

const IndicatorConnection = connectionOf(Indicator, 'Indicator');
const ResultConnection = connectionOf(Result, 'Result');

@ArgsType()
class ConferenceResultsArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only those about this year.' })
  year?: number | null;

  @Field(() => String, { nullable: true, description: 'Only those of the indicator of this code.' })
  indicatorCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those of the member of this code.' })
  memberCode?: string | null;
}

@ArgsType()
class MemberResultsArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only those about this year.' })
  year?: number | null;

  @Field(() => String, { nullable: true, description: 'Only those of the indicator of this code.' })
  indicatorCode?: string | null;

  @Field(() => Chronology, { nullable: true, description: 'NEWEST_FIRST unless given.' })
  order?: Chronology | null;
}

@ArgsType()
class BlocResultsArgs extends MemberResultsArgs {
  @Field(() => String, { nullable: true, description: 'Only those of the member of this code.' })
  memberCode?: string | null;
}

@Resolver(() => Bloc)
export class BlocIndicatorsResolver {
  @FieldResolver(() => IndicatorConnection, { description: 'What it measures or describes, in its own order.' })
  @MaxFirst(pageLimit)
  indicators(@Root() bloc: Bloc, @Args(() => PageArgs) { page }: PageArgs, @Ctx() ctx: Context): Connection<Indicator> {
    return connect(ctx, indicatorsByBloc, bloc.id, page, null);
  }

  @FieldResolver(() => ResultConnection, {
    description: 'Results of its members and of the bloc as a whole, in printed order within a year.',
  })
  @MaxFirst(pageLimit)
  results(
    @Root() bloc: Bloc,
    @Args(() => BlocResultsArgs) { page, year, indicatorCode, memberCode, order }: BlocResultsArgs,
    @Ctx() ctx: Context,
  ): Connection<Result> {
    return connect(ctx, resultsByBloc, bloc.id, page, {
      visibility: visibilityFilterOf(ctx.viewer),
      year: year ?? null,
      indicatorCode: indicatorCode ?? null,
      memberCode: memberCode ?? null,
      order: order ?? Chronology.NEWEST_FIRST,
    });
  }
}

@Resolver(() => Member)
export class MemberResultsResolver {
  @FieldResolver(() => ResultConnection, { description: 'Its results, in printed order within a year.' })
  @MaxFirst(pageLimit)
  results(
    @Root() member: Member,
    @Args(() => MemberResultsArgs) { page, year, indicatorCode, order }: MemberResultsArgs,
    @Ctx() ctx: Context,
  ): Connection<Result> {
    return connect(ctx, resultsByMember, member.id, page, {
      visibility: visibilityFilterOf(ctx.viewer),
      year: year ?? null,
      indicatorCode: indicatorCode ?? null,
      memberCode: null,
      order: order ?? Chronology.NEWEST_FIRST,
    });
  }
}

@Resolver(() => Conference)
export class ConferenceResultsResolver {
  @FieldResolver(() => ResultConnection, { description: 'Results reported at it, in printed order.' })
  @MaxFirst(pageLimit)
  results(
    @Root() conference: Conference,
    @Args(() => ConferenceResultsArgs) { page, year, indicatorCode, memberCode }: ConferenceResultsArgs,
    @Ctx() ctx: Context,
  ): Connection<Result> {
    return connect(ctx, resultsByConference, conference.id, page, {
      year: year ?? null,
      indicatorCode: indicatorCode ?? null,
      memberCode: memberCode ?? null,
    });
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
  @Allowed('Mutation.correctResult')
  @Act(
    AskedResultPayload,
    'Puts a right figure in the place of one that was reported wrongly. What it said stays as a version, and a closed conference goes on showing it. Once the conference is closed a second account has to confirm it (`confirmAct`).',
  )
  async correctResult(
    @Arg('input', () => CorrectResultInput, { description: 'Which, and what is right.' }) input: CorrectResultInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await correctResultOrAsk(ctx.db, ctx.viewer, input) };
  }

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

  @FieldResolver(() => Conference, {
    nullable: true,
    description: 'The conference it was reported at; null of what the member reported itself.',
  })
  async conference(@Root() { conferenceId }: Result, @Ctx() ctx: Context): Promise<Conference | null> {
    return conferenceId === null ? null : visibleConference(ctx, conferenceId);
  }
}
