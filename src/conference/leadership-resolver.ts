import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { LeadershipTerm } from '../bloc/leadership-term';
import { appointedByConference, blocById, memberById, termsByBloc, termsByConference } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { type Context, found } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { Conference } from './conference';
import { LeadershipOfYear } from './leadership-of-year';
import { conferenceById, leadershipByBloc, leadershipByMember } from './loaders';
import { isVisible, visibilityFilterOf } from './visibility';
import { visibleFacts } from './visible';

const LeadershipTermConnection = connectionOf(LeadershipTerm, 'LeadershipTerm');

@ArgsType()
class LeadershipArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only those of this emulation year.' })
  year?: number | null;
}

@Resolver(() => Bloc)
export class BlocLeadershipResolver {
  @FieldResolver(() => LeadershipTermConnection, {
    description: 'Standing appointments, newest year first, the leader before the deputies.',
  })
  @MaxFirst(pageLimit)
  leadership(
    @Root() bloc: Bloc,
    @Args(() => LeadershipArgs) { page, year }: LeadershipArgs,
    @Ctx() ctx: Context,
  ): Connection<LeadershipTerm> {
    const visibility = visibilityFilterOf(ctx.viewer);
    return connect(ctx, leadershipByBloc, bloc.id, page, { visibility, year: year ?? null });
  }

  @FieldResolver(() => LeadershipOfYear, {
    description: "Who leads in one year; where nobody was appointed yet, last year's leadership, marked so.",
  })
  async leadershipOf(
    @Root() bloc: Bloc,
    @Arg('year', () => Int, { description: 'Emulation year.' }) year: number,
    @Ctx() ctx: Context,
  ): Promise<LeadershipOfYear> {
    const terms = await visibleFacts(ctx, await ctx.load(termsByBloc, bloc.id));
    const announced = terms.filter((term) => term.year === year);
    if (announced.length) return { year, announced: true, terms: announced };
    return { year, announced: false, terms: terms.filter((term) => term.year === year - 1) };
  }
}

@Resolver(() => Member)
export class MemberLeadershipResolver {
  @FieldResolver(() => LeadershipTermConnection, { description: 'Years in which it led or deputised, newest first.' })
  @MaxFirst(pageLimit)
  leadership(
    @Root() member: Member,
    @Args(() => PageArgs) { page }: PageArgs,
    @Ctx() ctx: Context,
  ): Connection<LeadershipTerm> {
    const visibility = visibilityFilterOf(ctx.viewer);
    return connect(ctx, leadershipByMember, member.id, page, { visibility, year: null });
  }
}

@Resolver(() => Conference)
export class ConferenceLeadershipResolver {
  @FieldResolver(() => [LeadershipTerm], {
    description:
      'Appointments made at it, the leader first: those that stand, and of a conference that was closed here those that stood at its closing.',
  })
  @ListSize(3)
  async leadership(@Root() { id, closedAt }: Conference, @Ctx() ctx: Context): Promise<readonly LeadershipTerm[]> {
    if (closedAt === null) return ctx.load(termsByConference, id);
    const appointed = await ctx.load(appointedByConference, id);
    return appointed.filter(({ supersededAt }) => supersededAt === null || supersededAt > closedAt);
  }
}

@Resolver(() => LeadershipTerm)
export class LeadershipTermResolver {
  @FieldResolver(() => Member, { description: 'The member that holds the post.' })
  async member(@Root() term: LeadershipTerm, @Ctx() ctx: Context): Promise<Member> {
    return found(await ctx.load(memberById, term.memberId));
  }

  @FieldResolver(() => Bloc, { description: 'The bloc it leads.' })
  async bloc(@Root() term: LeadershipTerm, @Ctx() ctx: Context): Promise<Bloc> {
    return found(await ctx.load(blocById, term.blocId));
  }

  @FieldResolver(() => Conference, {
    nullable: true,
    description: "The conference that appointed it; null where none is known, or it is not the caller's to see.",
  })
  async conference(@Root() term: LeadershipTerm, @Ctx() ctx: Context): Promise<Conference | null> {
    const conference = term.conferenceId === null ? null : await ctx.load(conferenceById, term.conferenceId);
    return conference && isVisible(ctx.viewer, conference) ? conference : null;
  }
}
