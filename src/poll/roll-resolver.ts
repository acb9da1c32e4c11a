import { Args, ArgsType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { Delegate } from '../conference/delegate';
import { delegateById } from '../conference/loaders';
import { Confirmation } from '../confirmation/confirmation';
import { loadConfirmations } from '../confirmation/loaders';
import { MovedByBallots } from '../graphql/authorize/allowed';
import { type Context, linked } from '../graphql/context';
import {
  type Connection,
  connectionOf,
  electorLimit,
  emptyConnection,
  pageArgs,
  usualPage,
} from '../graphql/loading/connection';
import { ListSize, MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { BallotChange } from './ballot-change';
import { changesByBallot, voteKey } from './loaders';
import { Poll, Secrecy } from './poll';
import { BallotLine, ballotsByPoll, notVotedByPoll, RollLine, rollByPoll } from './roll';
import { CastMethod } from './roll-entry';
import { countsShown } from './rules';

const RollLineConnection = connectionOf(RollLine, 'RollLine');
const BallotLineConnection = connectionOf(BallotLine, 'BallotLine');

@ArgsType()
class ElectorsArgs extends pageArgs(usualPage, electorLimit) {}

@Resolver(() => Poll)
export class PollRollResolver {
  @FieldResolver(() => RollLineConnection, {
    description: 'The electorate and who has voted, in the order of the members, never in that of voting.',
  })
  @MaxFirst(electorLimit)
  @MovedByBallots()
  roll(
    @Root() poll: Poll,
    @Args(() => ElectorsArgs) { page }: ElectorsArgs,
    @Ctx() ctx: Context,
  ): Connection<RollLine> {
    return connect(ctx, rollByPoll, poll.id, page, null);
  }

  @FieldResolver(() => RollLineConnection, {
    description: 'Those of the electorate who have not voted, in the order of the members. Empty before opening.',
  })
  @MaxFirst(electorLimit)
  @MovedByBallots()
  notVoted(
    @Root() poll: Poll,
    @Args(() => ElectorsArgs) { page }: ElectorsArgs,
    @Ctx() ctx: Context,
  ): Connection<RollLine> {
    return connect(ctx, notVotedByPoll, poll.id, page, null);
  }

  @FieldResolver(() => BallotLineConnection, {
    description: 'Who voted what, in the order of the members: NAMED polls only, once the counts are shown.',
  })
  @MaxFirst(electorLimit)
  @MovedByBallots()
  ballots(
    @Root() poll: Poll,
    @Args(() => ElectorsArgs) { page }: ElectorsArgs,
    @Ctx() ctx: Context,
  ): Connection<BallotLine> {
    if (poll.secrecy !== Secrecy.NAMED || !countsShown(poll)) return emptyConnection();
    return connect(ctx, ballotsByPoll, poll.id, page, null);
  }
}

/** Who had a part in a vote that was not cast on a device. */
async function handVoteOf(
  ctx: Context,
  { pollId, electorId, method }: Pick<RollLine, 'pollId' | 'electorId' | 'method'>,
): Promise<Confirmation | null> {
  if (method === null || method === CastMethod.SESSION) return null;
  return (await loadConfirmations(ctx, pollId, electorId)).at(-1) ?? null;
}

@Resolver(() => RollLine)
export class RollLineResolver {
  @FieldResolver(() => Confirmation, {
    nullable: true,
    description: 'Who asked for it to be cast by hand or on paper, and who confirmed; null where it was not.',
  })
  byHand(@Root() line: RollLine, @Ctx() ctx: Context): Promise<Confirmation | null> {
    return handVoteOf(ctx, line);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'The member it belongs to.' })
  member(@Root() line: RollLine, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, line.memberId);
  }

  @FieldResolver(() => Delegate, { nullable: true, description: 'The delegate who holds it, in polls of delegates.' })
  delegate(@Root() line: RollLine, @Ctx() ctx: Context): Promise<Delegate | null> {
    return linked(ctx, delegateById, line.delegateId);
  }
}

@Resolver(() => BallotLine)
export class BallotLineResolver {
  @FieldResolver(() => Confirmation, {
    nullable: true,
    description: 'Who asked for it to be cast by hand or on paper, and who confirmed; null where it was not.',
  })
  byHand(@Root() line: BallotLine, @Ctx() ctx: Context): Promise<Confirmation | null> {
    return handVoteOf(ctx, line);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'The member it belongs to.' })
  member(@Root() line: BallotLine, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, line.memberId);
  }

  @FieldResolver(() => Delegate, {
    nullable: true,
    description: 'The delegate it belongs to, in polls of delegates.',
  })
  delegate(@Root() line: BallotLine, @Ctx() ctx: Context): Promise<Delegate | null> {
    return linked(ctx, delegateById, line.delegateId);
  }

  @FieldResolver(() => [BallotChange], {
    description:
      'What it was before, where the poll says `mayChange` and it was changed; first to last, twenty at most.',
  })
  @ListSize(1)
  changes(@Root() line: BallotLine, @Ctx() ctx: Context): Promise<readonly BallotChange[]> {
    return ctx.load(changesByBallot, voteKey(line));
  }
}

@Resolver(() => BallotChange)
export class BallotChangeResolver {
  @FieldResolver(() => Delegate, { nullable: true, description: 'Who changed it.' })
  delegate(@Root() change: BallotChange, @Ctx() ctx: Context): Promise<Delegate | null> {
    return ctx.load(delegateById, change.delegateId);
  }
}
