import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { LeadershipTerm } from '../bloc/leadership-term';
import { blocById, memberById, termsByBloc, termsByConference, termsByMember } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { type Context, found } from '../graphql/context';
import { Conference } from './conference';
import { LeadershipOfYear } from './leadership-of-year';
import { conferenceById } from './loaders';
import { isVisible } from './visibility';
import { visibleFacts } from './visible';

@Resolver(() => Bloc)
export class BlocLeadershipResolver {
  @FieldResolver(() => [LeadershipTerm], {
    description: 'Standing appointments, newest year first, the leader before the deputies.',
  })
  async leadership(
    @Root() bloc: Bloc,
    @Arg('year', () => Int, { nullable: true, description: 'Only those of this emulation year.' })
    year: number | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<readonly LeadershipTerm[]> {
    const terms = await ctx.load(termsByBloc, bloc.id);
    return visibleFacts(
      ctx,
      terms.filter((term) => term.year === (year ?? term.year)),
    );
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
  @FieldResolver(() => [LeadershipTerm], { description: 'Years in which it led or deputised, newest first.' })
  async leadership(@Root() member: Member, @Ctx() ctx: Context): Promise<readonly LeadershipTerm[]> {
    return visibleFacts(ctx, await ctx.load(termsByMember, member.id));
  }
}

@Resolver(() => Conference)
export class ConferenceLeadershipResolver {
  @FieldResolver(() => [LeadershipTerm], { description: 'Standing appointments made at it, the leader first.' })
  leadership(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly LeadershipTerm[]> {
    return ctx.load(termsByConference, conference.id);
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
