import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { AgendaItem } from '../conference/agenda-item';
import { Conference } from '../conference/conference';
import { agendaItemById, conferenceById, delegateById } from '../conference/loaders';
import { visibleConference } from '../conference/visible';
import { Allowed, MovedByBallots, PrivateScope } from '../graphql/authorize/allowed';
import { asId, type Context, found, linked } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { ReceiptType } from '../graphql/types/receipt';
import { topics } from '../log/topics';
import { stateSource } from '../subscriptions/source';
import { CastBallotInput, castBallot } from './cast-ballot';
import { ClosePollInput, closePoll } from './close-poll';
import { countsByPoll } from './count';
import { CreatePollInput, createPoll } from './create-poll';
import { optionsByPoll, pollById, pollsByConference, voteByKey, voteKey } from './loaders';
import { OpenPollInput, openPoll } from './open-poll';
import { Option } from './option';
import { Poll, PollMethod } from './poll';
import { RecordPollResultInput, recordPollResult } from './record-poll-result';
import { Tally, tallyOf } from './tally';
import { VoidPollInput, voidPoll } from './void-poll';

@ObjectType({ description: "The viewer's own part in a poll." })
export class MyVote {
  @Field(() => Boolean, { description: 'Whether the viewer holds a vote in it. Before opening nobody does.' })
  mayVote: boolean;

  @Field(() => Boolean, {
    description: 'Whether that vote has been cast, by the viewer or by another delegate of the member.',
  })
  voted: boolean;
}

@ObjectType({ description: 'A poll as it stands at one position of the log.' })
export class PollTally {
  @Field(() => Int, { description: 'Position of the log this is true at.' })
  sequence: number;

  @Field(() => Poll, { description: 'The poll.' })
  poll: Poll;

  @Field(() => Tally, { description: 'How it stands.' })
  tally: Tally;
}

async function visiblePoll(ctx: Context, id: string): Promise<Poll> {
  const poll = found(await ctx.load(pollById, asId(id)));
  await visibleConference(ctx, poll.conferenceId);
  return poll;
}

async function tallyFor(ctx: Context, poll: Poll): Promise<Tally> {
  const [options, counts] = await Promise.all([ctx.load(optionsByPoll, poll.id), ctx.load(countsByPoll, poll.id)]);
  return tallyOf(poll, options, counts);
}

@Resolver(() => Poll)
export class PollResolver {
  @Query(() => Poll, { nullable: true, description: 'One poll.' })
  @Allowed('Query.poll')
  poll(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() ctx: Context): Promise<Poll> {
    return visiblePoll(ctx, id);
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
    return { sequence: found(ctx.sequence), poll, tally: await tallyFor(ctx, poll) };
  }

  @Mutation(() => ReceiptType, { description: 'Prepares a question; nobody may vote yet.' })
  @Allowed('Mutation.createPoll')
  createPoll(
    @Arg('input', () => CreatePollInput, { description: 'The question.' }) input: CreatePollInput,
    @Ctx() ctx: Context,
  ): Promise<ReceiptType> {
    return createPoll(ctx.db, ctx.viewer, input, ctx.services.pollSubjects);
  }

  @Mutation(() => ReceiptType, {
    description:
      'Opens a poll for ballots and freezes who may cast one. Needs a quorum; and of the award proposals it is about, that no other poll about them is open, and that they are not settled, save by the poll this is a further round of.',
  })
  @Allowed('Mutation.openPoll')
  openPoll(
    @Arg('input', () => OpenPollInput, { description: 'Which.' }) input: OpenPollInput,
    @Ctx() ctx: Context,
  ): Promise<ReceiptType> {
    return openPoll(ctx.db, ctx.viewer, input, ctx.services.pollSubjects);
  }

  @Mutation(() => ReceiptType, {
    description: "Casts the one ballot of the viewer's vote. It cannot be changed. The receipt never tells the choice.",
  })
  @Allowed('Mutation.castBallot')
  castBallot(
    @Arg('input', () => CastBallotInput, { description: 'The ballot.' }) input: CastBallotInput,
    @Ctx() ctx: Context,
  ): Promise<ReceiptType> {
    return castBallot(ctx.services.ballotBox, ctx.viewer, input);
  }

  @Mutation(() => ReceiptType, {
    description: 'Closes a poll and counts it: every acknowledged ballot is in, none comes after.',
  })
  @Allowed('Mutation.closePoll')
  closePoll(
    @Arg('input', () => ClosePollInput, { description: 'Which.' }) input: ClosePollInput,
    @Ctx() ctx: Context,
  ): Promise<ReceiptType> {
    return closePoll(ctx.db, ctx.viewer, input);
  }

  @Mutation(() => ReceiptType, {
    description:
      'Closes a poll with counts taken in the hall: on paper, by hands or by calling names. By people at the desk only, never by a client app.',
  })
  @Allowed('Mutation.recordPollResult')
  recordPollResult(
    @Arg('input', () => RecordPollResultInput, { description: 'The counts.' }) input: RecordPollResultInput,
    @Ctx() ctx: Context,
  ): Promise<ReceiptType> {
    return recordPollResult(ctx.db, ctx.viewer, input);
  }

  @Mutation(() => ReceiptType, {
    description:
      'Sets a poll aside with a reason; it decides nothing and cannot be opened again. Refused once the council decided on what it counted.',
  })
  @Allowed('Mutation.voidPoll')
  voidPoll(
    @Arg('input', () => VoidPollInput, { description: 'Which, and why.' }) input: VoidPollInput,
    @Ctx() ctx: Context,
  ): Promise<ReceiptType> {
    return voidPoll(ctx.db, ctx.viewer, input, ctx.services.pollSubjects);
  }

  @FieldResolver(() => PollMethod, {
    description: 'How the votes were taken; ELECTRONIC until counts are entered by hand.',
  })
  method(@Root() poll: Poll): PollMethod {
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

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'Id of what a yes/no question is about, such as an award proposal; ask `node` for it.',
  })
  subjectId(@Root() poll: Poll): string | null {
    return poll.subjectId;
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
    const votes = await Promise.all(
      [delegate.id, delegate.memberId].map((electorId) =>
        electorId === null ? null : ctx.load(voteByKey, voteKey({ pollId: poll.id, electorId })),
      ),
    );
    const vote = votes.find((each) => each !== null);
    return { mayVote: delegate.mayVote && vote !== undefined, voted: vote?.voted ?? false };
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

@Resolver(() => Option)
export class OptionResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'The member it stands for.' })
  member(@Root() option: Option, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, option.memberId);
  }
}
