import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { Delegate } from '../conference/delegate';
import { delegateById } from '../conference/loaders';
import { Confirmation } from '../confirmation/confirmation';
import { loadConfirmations } from '../confirmation/loaders';
import { PendingAct, PendingActKind } from '../confirmation/pending-act';
import type { Context } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import type { HandVote } from './cast-by-hand';
import { optionsByPoll, pollById } from './loaders';
import { Option } from './option';
import { Poll, PollMethod } from './poll';
import type { CountedPapers } from './record-paper-ballots';
import type { EnteredResult } from './record-poll-result';

@ObjectType({ description: 'Votes somebody counted for one option.' })
export class EnteredVotes {
  @Field(() => Option, { description: 'The option.' })
  option: Option;

  @Field(() => Int, { description: 'Ballots that chose it.' })
  votes: number;
}

@ObjectType({ description: 'A vote by hand that waits to be confirmed.' })
export class HandVoteOfAct {
  delegateId: string;

  @ListSize(1)
  @Field(() => [Option], {
    nullable: true,
    description: 'The options chosen; null in an UNLINKED poll, where the delegate votes on paper.',
  })
  choices: Option[] | null;
}

@ObjectType({ description: 'Counts that wait to be confirmed.' })
export class EnteredCountsOfAct {
  @Field(() => PollMethod, { description: 'How the votes were taken.' })
  method: PollMethod;

  @Field(() => Int, { description: 'Ballots collected, the blank and invalid ones included.' })
  cast: number;

  @Field(() => Int, { description: 'Blank ballots.' })
  blank: number;

  @Field(() => Int, { description: 'Invalid ballots.' })
  invalid: number;

  @ListSize(4)
  @Field(() => [EnteredVotes], { description: 'Every option in the order of the ballot.' })
  votes: EnteredVotes[];
}

@Resolver(() => PendingAct)
export class PendingPollResolver {
  @FieldResolver(() => Poll, { nullable: true, description: 'The poll it is about; null where it is about none.' })
  poll(@Root() { targetId }: PendingAct, @Ctx() ctx: Context): Promise<Poll | null> {
    return ctx.load(pollById, targetId);
  }

  @FieldResolver(() => EnteredCountsOfAct, {
    nullable: true,
    description: 'The counts it enters; null where it enters none.',
  })
  async counts(@Root() { kind, targetId, input }: PendingAct, @Ctx() ctx: Context): Promise<EnteredCountsOfAct | null> {
    if (kind !== PendingActKind.RECORD_RESULT && kind !== PendingActKind.COUNT_PAPERS) return null;
    const {
      method = PollMethod.PAPER,
      cast,
      blank,
      invalid,
      votes,
    } = input as EnteredResult | (CountedPapers & { method?: undefined });
    const options = await ctx.load(optionsByPoll, targetId);
    const votesOf = (code: string) => votes.find((each) => each.code === code)?.votes ?? 0;
    const entered = options.map((option) => ({ option, votes: votesOf(option.code) }));
    return { method, cast, blank, invalid, votes: entered };
  }

  @FieldResolver(() => HandVoteOfAct, {
    nullable: true,
    description: 'The vote it casts by hand; null where it casts none.',
  })
  async handVote(@Root() { kind, targetId, input }: PendingAct, @Ctx() ctx: Context): Promise<HandVoteOfAct | null> {
    if (kind !== PendingActKind.CAST_BY_HAND) return null;
    const { delegateId, choices } = input as HandVote;
    const options = await ctx.load(optionsByPoll, targetId);
    return { delegateId, choices: choices && options.filter(({ code }) => choices.includes(code)) };
  }
}

@Resolver(() => HandVoteOfAct)
export class HandVoteResolver {
  @FieldResolver(() => Delegate, { nullable: true, description: 'The delegate whose vote it is.' })
  delegate(@Root() { delegateId }: HandVoteOfAct, @Ctx() ctx: Context): Promise<Delegate | null> {
    return ctx.load(delegateById, delegateId);
  }
}

@Resolver(() => Poll)
export class PollConfirmationsResolver {
  @ListSize(2)
  @FieldResolver(() => [Confirmation], {
    description:
      'What was done to it by two accounts: that it was set aside, or its counts were entered; oldest first.',
  })
  confirmations(@Root() { id }: Poll, @Ctx() ctx: Context): Promise<readonly Confirmation[]> {
    return loadConfirmations(ctx, id);
  }
}
