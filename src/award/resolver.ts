import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { Conference } from '../conference/conference';
import { DecisionMethod } from '../conference/resolution';
import { visibilityFilterOf } from '../conference/visibility';
import { seen, visibleConference } from '../conference/visible';
import { Allowed } from '../graphql/authorize/allowed';
import { type Context, found } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { Chronology } from '../graphql/types/chronology';
import { Act, type Payload } from '../graphql/types/payload';
import { Poll } from '../poll/poll';
import { Award } from './award';
import { CorrectDecisionInput, correctDecisionOrAsk } from './correct-decision';
import { CorrectProposalInput, correctProposal } from './correct-proposal';
import { Decision } from './decision';
import {
  awardById,
  decisionsByProposal,
  proposalById,
  proposalsByBloc,
  proposalsByConference,
  proposalsByMember,
} from './loaders';
import { AskedProposalPayload, ProposalPayload } from './payload';
import { Proposal, ProposalState } from './proposal';
import { ProposeAwardInput, proposeAward } from './propose-award';
import { loadStanding } from './read-standing';
import { RecordDecisionInput, recordDecision } from './record-decision';
import { WithdrawProposalInput, withdrawProposal } from './withdraw-proposal';

const AwardProposalConnection = connectionOf(Proposal, 'AwardProposal');

@ArgsType()
class ConferenceProposalsArgs extends PageArgs {
  @Field(() => ProposalState, { nullable: true, description: 'Only those that have come so far.' })
  state?: ProposalState | null;

  @Field(() => String, { nullable: true, description: 'Only those for the member of this code.' })
  memberCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Only those for the award of this code.' })
  awardCode?: string | null;
}

@ArgsType()
class MemberProposalsArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only those for this emulation year.' })
  year?: number | null;

  @Field(() => ProposalState, { nullable: true, description: 'Only those that have come so far.' })
  state?: ProposalState | null;

  @Field(() => String, { nullable: true, description: 'Only those for the award of this code.' })
  awardCode?: string | null;

  @Field(() => Chronology, { nullable: true, description: 'NEWEST_FIRST unless given.' })
  order?: Chronology | null;
}

@ArgsType()
class BlocProposalsArgs extends MemberProposalsArgs {
  @Field(() => String, { nullable: true, description: 'Only those for the member of this code.' })
  memberCode?: string | null;
}

@Resolver(() => Proposal)
export class ProposalResolver {
  @Allowed('Query.awardProposal')
  @Query(() => Proposal, {
    nullable: true,
    description: "One award proposal; null when there is none of that id, or it is not the caller's to see.",
  })
  awardProposal(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() ctx: Context,
  ): Promise<Proposal | null> {
    return seen(ctx, proposalById, id);
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

  @FieldResolver(() => [Decision], {
    description: 'Steps recorded outside the ballot, first to last, those that were corrected too.',
  })
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
  @Act(ProposalPayload, 'Puts an award for a member before the conference, for the year it closes.')
  async proposeAward(
    @Arg('input', () => ProposeAwardInput, { description: 'What is asked.' }) input: ProposeAwardInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await proposeAward(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.recordDecision')
  @Act(
    ProposalPayload,
    'Records a step outside the ballot: that the conference agreed without a count, or what the council decided afterwards. Refused while a poll about the proposal is open.',
  )
  async recordDecision(
    @Arg('input', () => RecordDecisionInput, { description: 'What is asked.' }) input: RecordDecisionInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await recordDecision(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.correctDecision')
  @Act(
    AskedProposalPayload,
    'Puts a right step in the place of one that was recorded wrongly, or nothing. The wrong one stays, and names its correction. Once the conference is closed a second account has to confirm it (`confirmAct`).',
  )
  async correctDecision(
    @Arg('input', () => CorrectDecisionInput, { description: 'Which, and what is right.' }) input: CorrectDecisionInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await correctDecisionOrAsk(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.correctProposal')
  @Act(ProposalPayload, 'Puts right what an award proposal says, before the conference votes on it.')
  async correctProposal(
    @Arg('input', () => CorrectProposalInput, { description: 'Which, and what is right.' }) input: CorrectProposalInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await correctProposal(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.withdrawProposal')
  @Act(ProposalPayload, 'Withdraws an award proposal, with a reason, before the council has decided.')
  async withdrawProposal(
    @Arg('input', () => WithdrawProposalInput, { description: 'Which, and why.' }) input: WithdrawProposalInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await withdrawProposal(ctx.db, ctx.viewer, input) };
  }
}

@Resolver(() => Decision)
export class DecisionResolver {
  @FieldResolver(() => Decision, { nullable: true, description: 'The step it corrects.' })
  async corrects(@Root() { proposalId, correctsId }: Decision, @Ctx() ctx: Context): Promise<Decision | null> {
    const decisions = correctsId === null ? [] : await ctx.load(decisionsByProposal, proposalId);
    return decisions.find(({ id }) => id === correctsId) ?? null;
  }

  @FieldResolver(() => Decision, { nullable: true, description: 'The step that corrects it; null where it stands.' })
  async correctedBy(@Root() { id, proposalId }: Decision, @Ctx() ctx: Context): Promise<Decision | null> {
    const decisions = await ctx.load(decisionsByProposal, proposalId);
    return decisions.find(({ correctsId }) => correctsId === id) ?? null;
  }
}

@Resolver(() => Bloc)
export class BlocProposalsResolver {
  @FieldResolver(() => AwardProposalConnection, {
    description: 'Award proposals for its members, in printed order within a year.',
  })
  @MaxFirst(pageLimit)
  awardProposals(
    @Root() bloc: Bloc,
    @Args(() => BlocProposalsArgs) { page, year, state, memberCode, awardCode, order }: BlocProposalsArgs,
    @Ctx() ctx: Context,
  ): Connection<Proposal> {
    return connect(ctx, proposalsByBloc, bloc.id, page, {
      visibility: visibilityFilterOf(ctx.viewer),
      year: year ?? null,
      state: state ?? null,
      memberCode: memberCode ?? null,
      awardCode: awardCode ?? null,
      order: order ?? Chronology.NEWEST_FIRST,
    });
  }
}

@Resolver(() => Member)
export class MemberProposalsResolver {
  @FieldResolver(() => AwardProposalConnection, {
    description: 'Award proposals for it, in printed order within a year.',
  })
  @MaxFirst(pageLimit)
  proposals(
    @Root() member: Member,
    @Args(() => MemberProposalsArgs) { page, year, state, awardCode, order }: MemberProposalsArgs,
    @Ctx() ctx: Context,
  ): Connection<Proposal> {
    return connect(ctx, proposalsByMember, member.id, page, {
      visibility: visibilityFilterOf(ctx.viewer),
      year: year ?? null,
      state: state ?? null,
      memberCode: null,
      awardCode: awardCode ?? null,
      order: order ?? Chronology.NEWEST_FIRST,
    });
  }
}

@Resolver(() => Conference)
export class ConferenceProposalsResolver {
  @FieldResolver(() => AwardProposalConnection, { description: 'Award proposals put before it, in printed order.' })
  @MaxFirst(pageLimit)
  proposals(
    @Root() conference: Conference,
    @Args(() => ConferenceProposalsArgs) { page, state, memberCode, awardCode }: ConferenceProposalsArgs,
    @Ctx() ctx: Context,
  ): Connection<Proposal> {
    return connect(ctx, proposalsByConference, conference.id, page, {
      state: state ?? null,
      memberCode: memberCode ?? null,
      awardCode: awardCode ?? null,
    });
  }
}
