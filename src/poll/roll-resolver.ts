import { Args, ArgsType, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { Delegate } from '../conference/delegate';
import { delegateById } from '../conference/loaders';
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
import { MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { Poll, Secrecy } from './poll';
import { BallotLine, ballotsByPoll, RollLine, rollByPoll } from './roll';
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

@Resolver(() => RollLine)
export class RollLineResolver {
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
}
