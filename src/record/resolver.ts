import { ArrayMaxSize } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { now } from '../clock';
import { Conference } from '../conference/conference';
import { visibleConference } from '../conference/visible';
import { Allowed, MovedByBallots, Uncacheable } from '../graphql/authorize/allowed';
import { holdsAt } from '../graphql/authorize/authority';
import { isMovedByBallots } from '../graphql/cache/field-marks';
import { type Context, found } from '../graphql/context';
import type { Connection } from '../graphql/loading/connection';
import { SizeOf } from '../graphql/loading/list-size';
import { Node } from '../graphql/types/node';
import { Instant } from '../graphql/types/scalars';
import { loadPosition, Sequence } from '../graphql/types/sequence';
import type { Entry } from '../log/read-since';
import { topics } from '../log/topics';
import { stateSource } from '../subscriptions/source';
import { ConferenceChange } from './conference-change';
import { findNode } from './find-node';
import { LatencyReport, reportOf } from './latency-report';
import { LogEntry, logEntryOf } from './log-entry';
import { LogEntryConnection, LogPageArgs, LogPages, logPage } from './log-page';
import { After, LogSubscription } from './log-subscription';

/** Ids `nodes` takes at once. */
const nodesLimit = 100;

@ArgsType()
class NodesArgs {
  @Field(() => [ID], { description: 'Their ids, 100 at most.' })
  @ArrayMaxSize(nodesLimit)
  ids: string[];
}

@Resolver(() => LogEntry)
export class LogEntryResolver {
  @FieldResolver(() => Node, {
    nullable: true,
    description:
      'What it happened to, as it stands now; null for what is not in the graph, such as an account, for what has been removed, and for what the viewer may not see. Its id at that time is `subject` in `body`.',
  })
  about(@Root() { subject }: LogEntry, @Ctx() ctx: Context): Promise<Node | null> {
    return findNode(ctx, subject);
  }
}

@Resolver(() => Conference)
export class RecordResolver {
  @Query(() => Node, {
    nullable: true,
    description: "Whatever has this id; null when nothing has, or it is not the caller's to see.",
  })
  @Allowed('Query.node')
  node(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() ctx: Context): Promise<Node | null> {
    return findNode(ctx, id);
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'What has these ids, in their order; null in the place of each that names nothing the viewer may see.',
  })
  @Allowed('Query.nodes')
  @SizeOf('ids', nodesLimit)
  nodes(@Args(() => NodesArgs) { ids }: NodesArgs, @Ctx() ctx: Context): Promise<(Node | null)[]> {
    return Promise.all(ids.map((id) => findNode(ctx, id)));
  }

  @Query(() => Instant, { description: "The server's clock, for countdowns." })
  @Allowed('Query.serverTime')
  @Uncacheable()
  serverTime(): Date {
    return now();
  }

  @Subscription(() => ConferenceChange, {
    description:
      'A conference now, then again after each change to its agenda, presence, polls, proposals or pact; after ballots too where the document asks for what they move: tally, roll, ballots or own vote of a poll, or the log. A change to its bloc made at another conference shows with the next change here. States may be skipped under load, never reordered; the last one always arrives.',
    subscribe: async ({ args, context, info }) => {
      const { id } = await visibleConference(context as Context, args.conferenceId as string);
      return stateSource(id, [topics.conference(id), ...(isMovedByBallots(info) ? [topics.ballots(id)] : [])]);
    },
  })
  @Allowed('Subscription.conferenceChanged')
  async conferenceChanged(
    @Arg('conferenceId', () => ID, { description: 'The conference.' }) conferenceId: string,
    @Ctx() ctx: Context,
  ): Promise<ConferenceChange> {
    return { sequence: found(ctx.sequence), conference: await visibleConference(ctx, conferenceId) };
  }

  @LogSubscription<{ conferenceId: string }>(
    'Subscription.conferenceEvents',
    'Every entry of the log after a position, in order, without gaps',
    async (ctx, { conferenceId }) => (await visibleConference(ctx, conferenceId)).id,
  )
  conferenceEvents(
    @Root() entry: Entry,
    @Arg('conferenceId', () => ID, { description: 'The conference.' }) _conferenceId: string,
    @After() _after: number,
  ): LogEntry {
    return logEntryOf(entry);
  }

  @Sequence()
  sequence(@Root() conference: Conference, @Ctx() ctx: Context): Promise<number> {
    return loadPosition(ctx, conference.id);
  }

  @FieldResolver(() => LatencyReport, {
    nullable: true,
    description:
      'How fast its changes reach those who follow on the node that answers, since it started (each of WORKERS is one); null for the chair of another conference.',
  })
  @Allowed('Conference.latency')
  @Uncacheable()
  latency(@Root() conference: Conference, @Ctx() ctx: Context): LatencyReport | null {
    return holdsAt(ctx.viewer, conference.id) ? reportOf(ctx.services.deliveryLatency.of(conference.id)) : null;
  }

  @FieldResolver(() => LogEntryConnection, {
    description:
      'Its log in order. The cursor of an entry is its position in decimal digits: `after: "12"` goes on with entry 13.',
  })
  @LogPages()
  @MovedByBallots()
  events(
    @Root() conference: Conference,
    @Args(() => LogPageArgs) { page }: LogPageArgs,
    @Ctx() ctx: Context,
  ): Connection<LogEntry> {
    return logPage(ctx, conference.id, page);
  }
}
