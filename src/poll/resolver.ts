import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { now } from '../clock';
import { AgendaItem } from '../conference/agenda-item';
import { Conference } from '../conference/conference';
import { Delegate, mandateOf } from '../conference/delegate';
import { agendaItemById, conferenceById, delegateById } from '../conference/loaders';
import { paperHolds } from '../conference/paper-holds';
import { seen } from '../conference/visible';
import { codes } from '../errors/codes';
import { Allowed, MovedByBallots, PrivateScope } from '../graphql/authorize/allowed';
import { type Context, found, linked } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { Act, type Payload } from '../graphql/types/payload';
import { Instant } from '../graphql/types/scalars';
import { loadPosition, Sequence } from '../graphql/types/sequence';
import { TextPair } from '../graphql/types/text-pair';
import { topics } from '../log/topics';
import { stateSource } from '../subscriptions/source';
import { CastBallotInput, castBallot } from './cast-ballot';
import { askToCastByHand, CastByHandInput } from './cast-by-hand';
import { ChangeBallotInput, changeBallot } from './change-ballot';
import { ClosePollInput, closePoll } from './close-poll';
import { countsByPoll } from './count';
import { CreatePollInput, createPoll } from './create-poll';
import { CreateSecondBallotInput, createSecondBallot } from './create-second-ballot';
import { DecideTieInput, decideTie } from './decide-tie';
import { EditPollInput, editPoll, RemovePollInput, removePoll } from './edit-poll';
import { choicesByVote, optionsByPoll, pollById, pollsByConference, voteByKey, voteKey } from './loaders';
import { type OpeningParts, OpenPollInput, openPoll } from './open-poll';
import { Option } from './option';
import { AskedPollPayload, PollPayload } from './payload';
import { Poll, PollMethod, PollState, Secrecy } from './poll';
import { RecordConsensusInput, recordConsensus } from './record-consensus';
import { askToRecordPaperBallots, RecordPaperBallotsInput } from './record-paper-ballots';
import { askToRecordPollResult, RecordPollResultInput } from './record-poll-result';
import { RetractConsensusInput, retractConsensus } from './retract-consensus';
import { CastMethod } from './roll-entry';
import { SchedulePollInput, schedulePoll } from './schedule-poll';
import { Tally, TieDecision, tallyOf } from './tally';
import { UndoPollOpeningInput, undoPollOpening } from './undo-poll-opening';
import { VoidPollInput, voidPollOrAsk } from './void-poll';

@ObjectType({ description: "The viewer's own part in a poll." })
export class MyVote {
  @Field(() => Boolean, {
    description:
      'Whether the viewer holds a vote in it; nobody does before opening, nor by a paper that has not begun or has run out.',
  })
  mayVote: boolean;

  @Field(() => Boolean, {
    description: 'Whether that vote has been cast, by the viewer or by another delegate of the member.',
  })
  voted: boolean;

  @Field(() => CastMethod, {
    nullable: true,
    description:
      'How it was cast; null before. BY_HAND and ON_PAPER: the desk entered that, and no device votes any more.',
  })
  method: CastMethod | null;

  @Field(() => Boolean, { description: 'Whether the ballot that was cast can be changed now, by `changeBallot`.' })
  mayChange: boolean;

  @ListSize(1)
  @Field(() => [String], {
    nullable: true,
    description: 'What it was cast for, codes of options; null before, and in UNLINKED polls, where nobody can tell.',
  })
  choices: readonly string[] | null;
}

@ObjectType({ description: 'Why a draft did not open at its hour.' })
export class OpeningRefusal {
  @Field(() => String, { description: 'The code of the refusal, such as NO_QUORUM.' })
  code: string;

  @Field(() => TextPair, { description: 'The same for people.' })
  text: TextPair;

  @Field(() => Instant, { description: 'When it was to open.' })
  opensAt: Date;
}

@ObjectType({ description: 'A poll as it stands at one position of the log.' })
export class PollTally {
  @Field(() => Int, { description: 'Position of the log this is true at.' })
  sequence: number;

  @Field(() => Poll, { description: 'The poll.' })
  poll: Poll;
}

/** For subscriptions. @throws Refusal NOT_FOUND */
async function visiblePoll(ctx: Context, id: string): Promise<Poll> {
  return found(await seen(ctx, pollById, id));
}

async function tallyFor(ctx: Context, poll: Poll): Promise<Tally> {
  const [options, counts] = await Promise.all([ctx.load(optionsByPoll, poll.id), ctx.load(countsByPoll, poll.id)]);
  return tallyOf(poll, options, counts);
}

@Resolver(() => Poll)
export class PollResolver {
  @Query(() => Poll, {
    nullable: true,
    description: "One poll; null when there is none of that id, or it is not the caller's to see.",
  })
  @Allowed('Query.poll')
  poll(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() ctx: Context): Promise<Poll | null> {
    return seen(ctx, pollById, id);
  }

  @Subscription(() => PollTally, {
    description:
      'A poll now, then again after each change. States may be skipped under load, never reordered; the last one always arrives.',
    subscribe: async ({ args, context }) => {
      const poll = await visiblePoll(context as Context, args.pollId as string);
      return stateSource(poll.conferenceId, [topics.poll(poll.id)]);
    },
  })
  @Allowed('Subscription.pollTally')
  async pollTally(
    @Arg('pollId', () => ID, { description: 'The poll.' }) pollId: string,
    @Ctx() ctx: Context,
  ): Promise<PollTally> {
    const poll = await visiblePoll(ctx, pollId);
    return { sequence: found(ctx.sequence), poll };
  }

  @Act(PollPayload, 'Prepares a question; nobody may vote yet.')
  @Allowed('Mutation.createPoll')
  async createPoll(
    @Arg('input', () => CreatePollInput, { description: 'The question.' }) input: CreatePollInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await createPoll(ctx.db, ctx.viewer, input, ctx.services.pollSubjects) };
  }

  @Act(PollPayload, 'Rewrites a draft whole, as a new question.')
  @Allowed('Mutation.editPoll')
  async editPoll(
    @Arg('input', () => EditPollInput, { description: 'Which, and the question.' }) input: EditPollInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await editPoll(ctx.db, ctx.viewer, input, ctx.services.pollSubjects) };
  }

  @Act(PollPayload, 'Removes a draft. `poll` is null afterwards.')
  @Allowed('Mutation.removePoll')
  async removePoll(
    @Arg('input', () => RemovePollInput, { description: 'Which.' }) input: RemovePollInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await removePoll(ctx.db, ctx.viewer, input) };
  }

  @Act(
    PollPayload,
    'Opens a poll for ballots and freezes who may cast one. Needs a quorum; and of the award proposals it is about, that no other poll about them is open, and that they are not settled, save by the poll this is a further round of.',
  )
  @Allowed('Mutation.openPoll')
  async openPoll(
    @Arg('input', () => OpenPollInput, { description: 'Which.' }) input: OpenPollInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await openPoll(ctx.db, ctx.viewer, input, pollParts(ctx)) };
  }

  @Act(
    PollPayload,
    "Casts the one ballot of the viewer's vote. The receipt never tells the choice. Where the poll says `mayChange` it can be changed until closing, by `changeBallot`.",
  )
  @Allowed('Mutation.castBallot')
  async castBallot(
    @Arg('input', () => CastBallotInput, { description: 'The ballot.' }) input: CastBallotInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await castBallot(ctx.services.ballotBox, ctx.viewer, input) };
  }

  @Act(
    PollPayload,
    "Changes the ballot of the viewer's vote, in a poll with `mayChange` that is open. What it was stays on the record; the latest counts.",
  )
  @Allowed('Mutation.changeBallot')
  async changeBallot(
    @Arg('input', () => ChangeBallotInput, { description: 'What it is to say.' }) input: ChangeBallotInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await changeBallot(ctx.services.ballotBox, ctx.viewer, input) };
  }

  @Act(
    PollPayload,
    "Settles when a draft opens by itself and when it closes, or puts off the closing of an open poll, by the database's clock. A draft that cannot open then stays one: `notOpened` says why.",
  )
  @Allowed('Mutation.schedulePoll')
  async schedulePoll(
    @Arg('input', () => SchedulePollInput, { description: 'Which, and when.' }) input: SchedulePollInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await schedulePoll(ctx.db, ctx.viewer, input) };
  }

  @Act(
    PollPayload,
    'Settles a draft by consensus: it is closed as passed, and there are no counts. Needs a quorum. Award proposals are agreed on by `recordDecision`.',
  )
  @Allowed('Mutation.recordConsensus')
  async recordConsensus(
    @Arg('input', () => RecordConsensusInput, { description: 'Which, and on what.' }) input: RecordConsensusInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await recordConsensus(ctx.db, ctx.viewer, input, ctx.services.pollSubjects) };
  }

  @Act(PollPayload, 'Takes back a consensus that was recorded by mistake: the question is a draft again.')
  @Allowed('Mutation.retractConsensus')
  async retractConsensus(
    @Arg('input', () => RetractConsensusInput, { description: 'Which, and why.' }) input: RetractConsensusInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await retractConsensus(ctx.db, ctx.viewer, input) };
  }

  @Act(PollPayload, 'Closes a poll and counts it: every acknowledged ballot is in, none comes after.')
  @Allowed('Mutation.closePoll')
  async closePoll(
    @Arg('input', () => ClosePollInput, { description: 'Which.' }) input: ClosePollInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await closePoll(ctx.db, ctx.viewer, input, ctx.services.ballotKeys) };
  }

  @Act(
    AskedPollPayload,
    'Asks to close a poll with counts taken in the hall: on paper, by hands or by calling names. A second account confirms it (`confirmAct`). By people at the desk only, never by a client app.',
  )
  @Allowed('Mutation.recordPollResult')
  async recordPollResult(
    @Arg('input', () => RecordPollResultInput, { description: 'The counts.' }) input: RecordPollResultInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await askToRecordPollResult(ctx.db, ctx.viewer, input, ctx.services.ballotKeys) };
  }

  @Act(
    AskedPollPayload,
    'Sets a poll aside with a reason; it decides nothing and cannot be opened again. Of one that was opened a second account has to confirm it (`confirmAct`). Refused once the council decided on what it counted.',
  )
  @Allowed('Mutation.voidPoll')
  async voidPoll(
    @Arg('input', () => VoidPollInput, { description: 'Which, and why.' }) input: VoidPollInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await voidPollOrAsk(ctx.db, ctx.viewer, input, pollParts(ctx)) };
  }

  @Act(
    PollPayload,
    'Prepares a second ballot after a tie: among the tied, for the seats left. At most two, where the tie order asks for it. `poll` is the new draft.',
  )
  @Allowed('Mutation.createSecondBallot')
  async createSecondBallot(
    @Arg('input', () => CreateSecondBallotInput, { description: 'After which.' }) input: CreateSecondBallotInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await createSecondBallot(ctx.db, ctx.viewer, input) };
  }

  @Act(
    PollPayload,
    'Records how leader and deputy decided a tie, both named, with a reason; where the tie order has come to them.',
  )
  @Allowed('Mutation.decideTie')
  async decideTie(
    @Arg('input', () => DecideTieInput, { description: 'Which, and how.' }) input: DecideTieInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await decideTie(ctx.db, ctx.viewer, input) };
  }

  @Act(
    AskedPollPayload,
    'Asks to cast the vote of a delegate who has no device: the ballot they gave in a NAMED poll, that they vote on paper in an UNLINKED one. A second account confirms it (`confirmAct`).',
  )
  @Allowed('Mutation.castByHand')
  async castByHand(
    @Arg('input', () => CastByHandInput, { description: 'Whose, and what.' }) input: CastByHandInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await askToCastByHand(ctx.db, ctx.viewer, input) };
  }

  @Act(
    AskedPollPayload,
    'Asks to enter what the paper ballots of an UNLINKED poll came to, which closing adds. A second account confirms it (`confirmAct`).',
  )
  @Allowed('Mutation.recordPaperBallots')
  async recordPaperBallots(
    @Arg('input', () => RecordPaperBallotsInput, { description: 'The counts.' }) input: RecordPaperBallotsInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await askToRecordPaperBallots(ctx.db, ctx.viewer, input) };
  }

  @Act(PollPayload, 'Makes a draft again of a poll that was opened by mistake, while no ballot was cast.')
  @Allowed('Mutation.undoPollOpening')
  async undoPollOpening(
    @Arg('input', () => UndoPollOpeningInput, { description: 'Which, and why.' }) input: UndoPollOpeningInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await undoPollOpening(ctx.db, ctx.viewer, input, ctx.services.ballotKeys) };
  }

  @Sequence()
  sequence(@Root() poll: Poll, @Ctx() ctx: Context): Promise<number> {
    return loadPosition(ctx, poll.conferenceId);
  }

  @FieldResolver(() => OpeningRefusal, {
    nullable: true,
    description: 'Why it did not open at its hour; null where it did, is to come, or was put right since.',
  })
  notOpened(@Root() { notOpened }: Poll): OpeningRefusal | null {
    if (!notOpened) return null;
    const { vi, en } = codes[notOpened.code];
    return { code: notOpened.code, text: { vi, en }, opensAt: new Date(notOpened.opensAt) };
  }

  @FieldResolver(() => PollMethod, {
    description: 'How the votes were taken; ELECTRONIC until counts are entered by hand.',
  })
  method(@Root() poll: Poll): PollMethod {
    if (poll.result?.consensus) return PollMethod.CONSENSUS;
    return poll.result?.entered?.method ?? PollMethod.ELECTRONIC;
  }

  @FieldResolver(() => Conference, { description: 'The conference it is put to.' })
  conference(@Root() poll: Poll, @Ctx() ctx: Context): Promise<Conference | null> {
    return ctx.load(conferenceById, poll.conferenceId);
  }

  @FieldResolver(() => AgendaItem, { nullable: true, description: 'The agenda item it belongs to.' })
  agendaItem(@Root() poll: Poll, @Ctx() ctx: Context): Promise<AgendaItem | null> {
    return linked(ctx, agendaItemById, poll.agendaItemId);
  }

  @FieldResolver(() => Poll, { nullable: true, description: 'The round before this one.' })
  previous(@Root() poll: Poll, @Ctx() ctx: Context): Promise<Poll | null> {
    return linked(ctx, pollById, poll.previousId);
  }

  @FieldResolver(() => [Option], { description: 'What a ballot can choose, in order.' })
  @ListSize(4)
  options(@Root() poll: Poll, @Ctx() ctx: Context): Promise<readonly Option[]> {
    return ctx.load(optionsByPoll, poll.id);
  }

  @FieldResolver(() => Tally, { description: 'How it stands.' })
  @MovedByBallots()
  tally(@Root() poll: Poll, @Ctx() ctx: Context): Promise<Tally> {
    return tallyFor(ctx, poll);
  }

  @FieldResolver(() => MyVote, {
    nullable: true,
    description: "The viewer's own part; null for someone who is no delegate.",
  })
  @PrivateScope()
  @MovedByBallots()
  async myVote(@Root() poll: Poll, @Ctx() ctx: Context): Promise<MyVote | null> {
    if (ctx.viewer.delegateId === null) return null;
    const delegate = found(await ctx.load(delegateById, ctx.viewer.delegateId));
    // A poll is either of delegates or of members, so that at most one of the two is in its electorate.
    const keys = [mandateOf(delegate), delegate.memberId].flatMap((electorId) =>
      electorId === null ? [] : voteKey({ pollId: poll.id, electorId }),
    );
    const votes = await Promise.all(keys.map((key) => ctx.load(voteByKey, key)));
    const index = votes.findIndex((each) => each !== null);
    const mayVote = delegate.mayVote && paperHolds(delegate, now()) && index >= 0;
    const voted = votes[index]?.voted ?? false;
    // Of a vote that is the viewer's own no longer, such as one that a stand-in has now, nothing is told.
    const key = mayVote && voted && poll.secrecy === Secrecy.NAMED ? keys[index] : undefined;
    const choices = key === undefined ? null : await ctx.load(choicesByVote, key);
    const method = mayVote ? (votes[index]?.method ?? null) : null;
    return {
      mayVote,
      voted,
      method,
      choices,
      mayChange: poll.mayChange && poll.state === PollState.OPEN && mayVote && voted,
    };
  }
}

@Resolver(() => Tally)
export class TallyResolver {
  @Sequence()
  async sequence(@Root() tally: Tally, @Ctx() ctx: Context): Promise<number> {
    return tally.readAt ?? loadPosition(ctx, tally.conferenceId);
  }
}

@Resolver(() => TieDecision)
export class TieDecisionResolver {
  @FieldResolver(() => Delegate, { nullable: true, description: 'The delegate who decided for the leader.' })
  leader(@Root() decision: TieDecision, @Ctx() ctx: Context): Promise<Delegate | null> {
    return linked(ctx, delegateById, decision.leaderId);
  }

  @FieldResolver(() => Delegate, {
    nullable: true,
    description: 'The delegate who decided for a deputy; null in a bloc without one.',
  })
  deputy(@Root() decision: TieDecision, @Ctx() ctx: Context): Promise<Delegate | null> {
    return linked(ctx, delegateById, decision.deputyId);
  }
}

const PollConnection = connectionOf(Poll, 'Poll');

@Resolver(() => Conference)
export class ConferencePollsResolver {
  @FieldResolver(() => PollConnection, { description: 'Questions put to the vote, in order.' })
  @MaxFirst(pageLimit)
  polls(
    @Root() conference: Conference,
    @Args(() => PageArgs) { page }: PageArgs,
    @Ctx() ctx: Context,
  ): Connection<Poll> {
    return connect(ctx, pollsByConference, conference.id, page, null);
  }
}

const pollParts = ({ services: { pollSubjects: subjects, ballotKeys: keys } }: Context): OpeningParts => ({
  subjects,
  keys,
});
