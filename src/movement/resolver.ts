import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { blocById, memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { Conference } from '../conference/conference';
import { visibilityFilterOf } from '../conference/visibility';
import { visibleConference } from '../conference/visible';
import { type Context, found, linked } from '../graphql/context';
import { type Connection, connectionOf, PageArgs, pageLimit } from '../graphql/loading/connection';
import { MaxFirst } from '../graphql/loading/list-size';
import { connect } from '../graphql/loading/paging';
import { movementsByBloc, movementsByConference, movementsByMember } from './loaders';
import { Movement } from './movement';

const MovementConnection = connectionOf(Movement, 'Movement');

@ArgsType()
class MovementsArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: 'Only those of this emulation year.' })
  year?: number | null;
}

@Resolver(() => Bloc)
export class BlocMovementsResolver {
  @FieldResolver(() => MovementConnection, { description: 'Movements of the bloc and its members, newest year first.' })
  @MaxFirst(pageLimit)
  movements(
    @Root() bloc: Bloc,
    @Args(() => MovementsArgs) { page, year }: MovementsArgs,
    @Ctx() ctx: Context,
  ): Connection<Movement> {
    const visibility = visibilityFilterOf(ctx.viewer);
    return connect(ctx, movementsByBloc, bloc.id, page, { visibility, year: year ?? null });
  }
}

@Resolver(() => Member)
export class MemberMovementsResolver {
  @FieldResolver(() => MovementConnection, { description: 'Movements of its own, newest year first.' })
  @MaxFirst(pageLimit)
  movements(
    @Root() member: Member,
    @Args(() => PageArgs) { page }: PageArgs,
    @Ctx() ctx: Context,
  ): Connection<Movement> {
    return connect(ctx, movementsByMember, member.id, page, { visibility: visibilityFilterOf(ctx.viewer), year: null });
  }
}

@Resolver(() => Conference)
export class ConferenceMovementsResolver {
  @FieldResolver(() => MovementConnection, { description: 'Movements it launched, in printed order.' })
  @MaxFirst(pageLimit)
  movements(
    @Root() conference: Conference,
    @Args(() => PageArgs) { page }: PageArgs,
    @Ctx() ctx: Context,
  ): Connection<Movement> {
    return connect(ctx, movementsByConference, conference.id, page, null);
  }
}

@Resolver(() => Movement)
export class MovementResolver {
  @FieldResolver(() => Member, { nullable: true, description: 'Whose movement; null for the whole bloc.' })
  member(@Root() movement: Movement, @Ctx() ctx: Context): Promise<Member | null> {
    return linked(ctx, memberById, movement.memberId);
  }

  @FieldResolver(() => Bloc, { description: 'The bloc it belongs to.' })
  async bloc(@Root() movement: Movement, @Ctx() ctx: Context): Promise<Bloc> {
    return found(await ctx.load(blocById, movement.blocId));
  }

  @FieldResolver(() => Conference, { description: 'The conference that launched it.' })
  conference(@Root() movement: Movement, @Ctx() ctx: Context): Promise<Conference> {
    return visibleConference(ctx, movement.conferenceId);
  }
}
