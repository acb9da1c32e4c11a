import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { blocById, memberById } from '../bloc/loaders';
import { Member } from '../bloc/member';
import { Conference } from '../conference/conference';
import { visibleConference, visibleFacts } from '../conference/visible';
import { type Context, found, linked } from '../graphql/context';
import { movementsByBloc, movementsByConference, movementsByMember } from './loaders';
import { Movement } from './movement';

@Resolver(() => Bloc)
export class BlocMovementsResolver {
  @FieldResolver(() => [Movement], { description: 'Movements of the bloc and its members, newest year first.' })
  async movements(
    @Root() bloc: Bloc,
    @Arg('year', () => Int, { nullable: true, description: 'Only those of this emulation year.' })
    year: number | null | undefined,
    @Ctx() ctx: Context,
  ): Promise<readonly Movement[]> {
    const movements = await ctx.load(movementsByBloc, bloc.id);
    return visibleFacts(
      ctx,
      movements.filter((movement) => movement.year === (year ?? movement.year)),
    );
  }
}

@Resolver(() => Member)
export class MemberMovementsResolver {
  @FieldResolver(() => [Movement], { description: 'Movements of its own, newest year first.' })
  async movements(@Root() member: Member, @Ctx() ctx: Context): Promise<readonly Movement[]> {
    return visibleFacts(ctx, await ctx.load(movementsByMember, member.id));
  }
}

@Resolver(() => Conference)
export class ConferenceMovementsResolver {
  @FieldResolver(() => [Movement], { description: 'Movements it launched, in printed order.' })
  movements(@Root() conference: Conference, @Ctx() ctx: Context): Promise<readonly Movement[]> {
    return ctx.load(movementsByConference, conference.id);
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
