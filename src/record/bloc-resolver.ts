import { Arg, Args, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { Bloc } from '../bloc/bloc';
import { blocById } from '../bloc/loaders';
import { AtOneMoment } from '../graphql/authorize/allowed';
import { asId, type Context, found } from '../graphql/context';
import type { Connection } from '../graphql/loading/connection';
import { loadPosition } from '../graphql/types/sequence';
import type { Entry } from '../log/read-since';
import { LogEntry, logEntryOf } from './log-entry';
import { LogEntryConnection, LogPageArgs, LogPages, logPage } from './log-page';
import { After, LogSubscription } from './log-subscription';

/** The log of a bloc: what happens to it over the year, at no conference or beside one. */
@Resolver(() => Bloc)
export class BlocLogResolver {
  @LogSubscription<{ blocId: string }>(
    'Subscription.blocEvents',
    "Every entry of a bloc's own log after a position, in order, without gaps, as conferenceEvents gives those of a conference",
    async (ctx, { blocId }) => found(await ctx.load(blocById, asId(blocId))).id,
  )
  blocEvents(
    @Root() entry: Entry,
    @Arg('blocId', () => ID, { description: 'The bloc.' }) _blocId: string,
    @After() _after: number,
  ): LogEntry {
    return logEntryOf(entry);
  }

  @FieldResolver(() => Int, { description: 'Last position of its log; 0 while nothing has happened.' })
  @AtOneMoment()
  sequence(@Root() bloc: Bloc, @Ctx() ctx: Context): Promise<number> {
    ctx.about(bloc.id);
    return loadPosition(ctx, bloc.id);
  }

  @FieldResolver(() => LogEntryConnection, {
    description:
      'Its log in order: acts of its year, and the opening and closing of its public conferences, each of which has a log of its own beside it. The cursor of an entry is its position in decimal digits: `after: "12"` goes on with entry 13.',
  })
  @LogPages()
  events(
    @Root() bloc: Bloc,
    @Args(() => LogPageArgs) { page }: LogPageArgs,
    @Ctx() ctx: Context,
  ): Connection<LogEntry> {
    ctx.about(bloc.id);
    return logPage(ctx, bloc.id, page);
  }
}
