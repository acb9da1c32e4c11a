import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { Conference } from '../conference/conference';
import { DecisionMethod } from '../conference/resolution';
import { visibilityFilterOf } from '../conference/visibility';
import { visibleConference } from '../conference/visible';
import { Allowed } from '../graphql/authorize/allowed';
import { asId, type Context, found } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { ReceiptType } from '../graphql/types/receipt';
import type { Receipt } from '../log/append';
import { Poll } from '../poll/poll';
import { Award } from './award';
import { Decision } from './decision';
import { awardById, proposalById, proposalsByBloc, proposalsByConference, proposalsByMember } from './loaders';
import { Proposal, ProposalState } from './proposal';
import { ProposeAwardInput, proposeAward } from './propose-award';
import { loadStanding } from './read-standing';
import { RecordDecisionInput, recordDecision } from './record-decision';

const AwardProposalConnection = connectionOf(Proposal, 'AwardProposal');

@ArgsType()
class MemberProposalsArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only those for this emulation year.' })
  year?: number | null;
}

@ArgsType()
class BlocProposalsArgs extends MemberProposalsArgs {
  @Field(() => String, { nullable: true, description: 'Only those for the member of this code.' })
  memberCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those for the award of this code.' })
  awardCode?: string | null;
}

@Resolver(() => Proposal)
export class ProposalResolver {
  @Allowed('Query.awardProposal')
  @Query(() => Proposal, {
    nullable: true,
    description: "One award proposal. NOT_FOUND when there is none of that id, or it is not the caller's to see.",
  })
  async awardProposal(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Proposal> {
    const proposal = found(await ctx.load(proposalById, asId(id)));
    await visibleConference(ctx, proposal.conferenceId);
    return proposal;
  }

  @Allowed('Query.awards')
  @Query(() => [Award], { description: 'The catalogue of awards, by code.' })
  @ListSize(20)
  awards(@Ctx() ctx: Context): Promise<Award[]> {
    return ctx.read.find(Award, { order: { code: 'ASC' } });
  }

  @FieldResolver(() => Award, { description: 'The award.' })
  async award(@Root() proposal: Proposal, @Ctx() ctx: Context): Promise<Award> {
    return found(await ctx.load(awardById, proposal.awardId));
  }

  @FieldResolver(() => Member, { description: 'Who is to get it.' })
  async member(@Root() proposal: Proposal, @Ctx() ctx: Context): Promise<Member> {
    return found(await ctx.load(memberById, proposal.memberId));
  }

  @FieldResolver(() => Conference, { description: 'The conference it was put before.' })
  conference(@Root() proposal: Proposal, @Ctx() ctx: Context): Promise<Conference> {
    return visibleConference(ctx, proposal.conferenceId);
  }

  @FieldResolver(() => ProposalState, { description: 'How far it has come.' })
  async state(@Root() proposal: Proposal, @Ctx() ctx: Context): Promise<ProposalState> {
    return (await loadStanding(ctx, proposal)).state;
  }

  @FieldResolver(() => DecisionMethod, {
    nullable: true,
    description: 'How the conference settled whether to propose it; null while it has not.',
  })
  async method(@Root() proposal: Proposal, @Ctx() ctx: Context): Promise<DecisionMethod | null> {
    return (await loadStanding(ctx, proposal)).settlement?.method ?? null;
  }

  @FieldResolver(() => [Decision], { description: 'Steps recorded outside the ballot, first to last.' })
  @ListSize(3)
  async decisions(@Root() proposal: Proposal, @Ctx() ctx: Context): Promise<readonly Decision[]> {
    return (await loadStanding(ctx, proposal)).decisions;
  }

  @FieldResolver(() => Poll, {
    nullable: true,
    description: 'The latest poll about it that was not set aside; null when there is none.',
  })
  async poll(@Root() proposal: Proposal, @Ctx() ctx: Context): Promise<Poll | null> {
    return (await loadStanding(ctx, proposal)).poll;
  }

  @Allowed('Mutation.proposeAward')
  @Mutation(() => ReceiptType, {
    description: 'Puts an award for a member before the conference, for the year it closes.',
  })
  proposeAward(
    @Arg('input', () => ProposeAwardInput, { description: 'What is asked.' }) input: ProposeAwardInput,
    @Ctx() ctx: Context,
  ): Promise<Receipt> {
    return proposeAward(ctx.db, ctx.viewer, input);
  }

  @Allowed('Mutation.recordDecision')
  @Mutation(() => ReceiptType, {
    description:
      'Records a step outside the ballot: that the conference agreed without a count, or what the council decided afterwards. Refused while a poll about the proposal is open.',
  })
  recordDecision(
    @Arg('input', () => RecordDecisionInput, { description: 'What is asked.' }) input: RecordDecisionInput,
    @Ctx() ctx: Context,
  ): Promise<Receipt> {
    return recordDecision(ctx.db, ctx.viewer, input);
  }
}

@Resolver(() => Bloc)
export class BlocProposalsResolver {
  @FieldResolver(() => AwardProposalConnection, {
    description: 'Award proposals for its members, newest year first, then in printed order.',
  })
  @MaxFirst(pageLimit)
  awardProposals(
    @Root() bloc: Bloc,
    @Args(() => BlocProposalsArgs) { page, year, memberCode, awardCode }: BlocProposalsArgs,
    @Ctx() ctx: Context,
  ): Connection<Proposal> {
    return connect(ctx, proposalsByBloc, bloc.id, page, {
      visibility: visibilityFilterOf(ctx.viewer),
      year: year ?? null,
      memberCode: memberCode ?? null,
      awardCode: awardCode ?? null,
    });
  }
}

@Resolver(() => Member)
export class MemberProposalsResolver {
  @FieldResolver(() => AwardProposalConnection, {
    description: 'Award proposals for it, newest year first, then in printed order.',
  })
  @MaxFirst(pageLimit)
  proposals(
    @Root() member: Member,
    @Args(() => MemberProposalsArgs) { page, year }: MemberProposalsArgs,
    @Ctx() ctx: Context,
  ): Connection<Proposal> {
    return connect(ctx, proposalsByMember, member.id, page, {
      visibility: visibilityFilterOf(ctx.viewer),
      year: year ?? null,
      memberCode: null,
      awardCode: null,
    });
  }
}

@Resolver(() => Conference)
export class ConferenceProposalsResolver {
  @FieldResolver(() => AwardProposalConnection, { description: 'Award proposals put before it, in printed order.' })
  @MaxFirst(pageLimit)
  proposals(
    @Root() conference: Conference,
    @Args(() => PageArgs) { page }: PageArgs,
    @Ctx() ctx: Context,
  ): Connection<Proposal> {
    return connect(ctx, proposalsByConference, conference.id, page, null);
  }
}
