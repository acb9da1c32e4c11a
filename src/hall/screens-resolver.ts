import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { Conference } from '../conference/conference';
import { Allowed, Uncacheable } from '../graphql/authorize/allowed';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Context } from '../graphql/context';
import { topics } from '../log/topics';
import type { Convergence } from '../subscriptions/followed-states';

@ObjectType({
  description:
    'How far the screens that follow a conference are, as the node that answers knows it (each of WORKERS is one): what it has handed to the network, not what has been seen.',
})
class Screens {
  @Field(() => Int, {
    description: 'Sockets and event streams that follow `conferenceChanged`: phones, halls, desks and public pages.',
  })
  following: number;

  @Field(() => Int, { description: 'Of these, those that were sent the newest state of all they follow.' })
  current: number;

  @Field(() => Int, { description: 'Of these, those whose network has not taken what was sent to them.' })
  behind: number;

  @Field(() => Int, { description: 'Position of the last entry of the log that changed what they follow.' })
  sequence: number;
}

@Resolver(() => Conference)
export class ConferenceScreensResolver {
  @Allowed('Conference.screens')
  @Uncacheable()
  @FieldResolver(() => Screens, {
    nullable: true,
    description: 'How far the screens that follow it are; for its own desk and administrators.',
  })
  screens(@Root() { id }: Conference, @Ctx() ctx: Context): Convergence {
    requireAllowed(ctx.viewer, 'Conference.screens', id);
    return ctx.services.followedStates.convergence(topics.conference(id));
  }
}
