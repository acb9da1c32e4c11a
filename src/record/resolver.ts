import { Arg, Args, ArgsType, Ctx, FieldResolver, ID, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { now } from '../clock';
import { Conference } from '../conference/conference';
import { visibleConference } from '../conference/visible';
import { Refusal } from '../errors/refusal';
import { Allowed, MovedByBallots, Uncacheable } from '../graphql/authorize/allowed';
import { holdsAt } from '../graphql/authorize/authority';
import { isMovedByBallots } from '../graphql/cache/field-marks';
import { type Context, found } from '../graphql/context';
import { Connection, connectionOf, type Edge, type PageRows, pageArgs } from '../graphql/loading/connection';
import { badCursor } from '../graphql/loading/cursor';
import { MaxFirst } from '../graphql/loading/list-size';
import type { Loader } from '../graphql/loading/loader';
import { Node } from '../graphql/types/node';
import { Instant } from '../graphql/types/scalars';
import { type Entry, type LogRange, positions, readRanges } from '../log/read-since';
import { topics } from '../log/topics';
import { logSource, stateSource } from '../subscriptions/source';
import { ConferenceChange } from './conference-change';
import { findNode } from './find-node';
import { LatencyReport, reportOf } from './latency-report';
import { LogEntry, logEntryOf } from './log-entry';

const headByStream: Loader<string, number> = {
  async read(reader, streams) {
    const heads = await positions(reader, streams);
    return streams.map((stream) => heads.get(stream) ?? 0);
  },
};

/** By a range as JSON, so that equal ranges are one key. */
const entriesByRange: Loader<string, readonly Edge<LogEntry>[]> = {
  async read(reader, ranges) {
    const found = await readRanges(
      reader,
      ranges.map((range) => JSON.parse(range) as LogRange),
    );
    // Parsed and hashed once, however often they are handed out.
    return found.map((entries) =>
      entries.map((entry) => ({ node: logEntryOf(entry), cursor: String(entry.sequence) })),
    );
  },
};

/** Largest page of a log. */
const logPageLimit = 500;

@ArgsType()
class LogPage extends pageArgs(100, logPageLimit) {}

const LogEntryConnection = connectionOf(LogEntry, 'LogEntry');

/** The position to go on after: the cursor of an entry is its position in decimal digits. @throws Refusal BAD_USER_INPUT */
function positionOf(cursor: string | null): number {
  if (cursor === null) return 0;
  const position = /^\d{1,15}$/.test(cursor) ? Number(cursor) : Number.NaN;
  if (!Number.isSafeInteger(position)) throw badCursor();
  return position;
}

@Resolver(() => Conference)
export class RecordResolver {
  @Query(() => Node, { nullable: true, description: 'Whatever has this id, if the viewer may see it.' })
  @Allowed('Query.node')
  node(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() ctx: Context): Promise<Node | null> {
    return findNode(ctx, id);
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

  @Subscription(() => LogEntry, {
    description:
      'Every entry of the log after a position, in order, without gaps: resume after the last one you have. A reader too slow to keep up is cut with close code 4508 and told where to resume.',
    subscribe: async ({ args, context }) => {
      const conference = await visibleConference(context as Context, args.conferenceId as string);
      const after = args.after as number;
      const end = (await positions((context as Context).read, [conference.id])).get(conference.id) ?? 0;
      if (after < 0 || after > end) throw new Refusal('LOG_POSITION_AHEAD', { after, end });
      return logSource(conference.id, after);
    },
  })
  @Allowed('Subscription.conferenceEvents')
  conferenceEvents(
    @Root() entry: Entry,
    @Arg('conferenceId', () => ID, { description: 'The conference.' }) _conferenceId: string,
    @Arg('after', () => Int, { defaultValue: 0, description: 'Position to go on after; 0 for the beginning.' })
    _after: number,
  ): LogEntry {
    return logEntryOf(entry);
  }

  @FieldResolver(() => Int, { description: 'Last position of its log; 0 while nothing has happened.' })
  @MovedByBallots()
  sequence(@Root() conference: Conference, @Ctx() ctx: Context): Promise<number> {
    return ctx.load(headByStream, conference.id);
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
  @MaxFirst(logPageLimit)
  @MovedByBallots()
  events(
    @Root() conference: Conference,
    @Args(() => LogPage) { page: { first, after } }: LogPage,
    @Ctx() ctx: Context,
  ): Connection<LogEntry> {
    const read = async (): Promise<PageRows<LogEntry>> => {
      const range: LogRange = { stream: conference.id, after: positionOf(after), limit: first + 1 };
      const edges = await ctx.load(entriesByRange, JSON.stringify(range));
      return { edges: edges.slice(0, first), hasNextPage: edges.length > first };
    };
    // A log has no gaps, so that its last position is its length.
    return new Connection(read, () => ctx.load(headByStream, conference.id), after !== null);
  }
}
