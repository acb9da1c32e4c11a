import { Arg, Ctx, Extensions, ID, Int, Resolver, Subscription } from 'type-graphql';
import { blocById } from '../bloc/loaders';
import { inSessionByBloc } from '../conference/loaders';
import { visibleConference } from '../conference/visible';
import { Allowed, PrivateScope } from '../graphql/authorize/allowed';
import type { Field } from '../graphql/authorize/authority';
import { isMovedByBallots } from '../graphql/cache/field-marks';
import { asId, type Context, found } from '../graphql/context';
import { type Part, partTopics, topics } from '../log/topics';
import { yearScoresFor } from '../score/seen-scores';
import { stateSource } from '../subscriptions/source';
import { BlocChange } from './bloc-change';
import { ConferenceChange } from './conference-change';
import { ScoresChange } from './scores-change';

/** What a subscription shows of a conference. */
interface Shown {
  /** Fields of `Conference` that are read anew with every change of theirs. */
  readonly fields: readonly string[];
  /** What changes them. */
  readonly parts: readonly Part[];
}

/** A subscription to a part of a conference: its state when something has happened to it. Both can be read back from the schema. */
function PartSubscription(field: Field, shown: Shown, description: string) {
  const rule = Allowed(field);
  const extensions = Extensions({ shown });
  const subscription = Subscription(() => ConferenceChange, {
    description: `${description} What else the document asks for is as of then. States may be skipped, never reordered.`,
    subscribe: async ({ args, context, info }) => {
      const { id } = await visibleConference(context as Context, args.conferenceId as string);
      const ballots = isMovedByBallots(info) ? [topics.ballots(id)] : [];
      return stateSource(id, [...shown.parts.map((part) => partTopics[part](id)), ...ballots]);
    },
  });
  return (target: object, key: string, descriptor: PropertyDescriptor) => {
    subscription(target, key, descriptor);
    extensions(target, key, descriptor);
    rule(target, key, descriptor);
  };
}

async function conferenceNow(ctx: Context, conferenceId: string): Promise<ConferenceChange> {
  return { sequence: found(ctx.sequence), conference: await visibleConference(ctx, conferenceId) };
}

const ofConference = { description: 'The conference.' };

/** Parts of a conference, for screens that show no more of it: nothing is read for what happens to the rest. */
@Resolver()
export class PartResolver {
  @PartSubscription(
    'Subscription.attendanceChanged',
    { fields: ['attendance', 'presences'], parts: ['attendance'] },
    'A conference now, then again whenever somebody comes into the hall or leaves it: for `attendance`, `presences` and whether a delegate is present.',
  )
  attendanceChanged(@Arg('conferenceId', () => ID, ofConference) id: string, @Ctx() ctx: Context) {
    return conferenceNow(ctx, id);
  }

  @PartSubscription(
    'Subscription.agendaChanged',
    { fields: ['agenda', 'currentItem'], parts: ['agenda'] },
    'A conference now, then again whenever an agenda item is taken up or finished: for `agenda` and the current item.',
  )
  agendaChanged(@Arg('conferenceId', () => ID, ofConference) id: string, @Ctx() ctx: Context) {
    return conferenceNow(ctx, id);
  }

  @PartSubscription(
    'Subscription.pollsChanged',
    { fields: ['polls'], parts: ['polls'] },
    'A conference now, then again whenever a poll is made, opened, closed or set aside, and after ballots where the document asks for what they move: for `polls`.',
  )
  pollsChanged(@Arg('conferenceId', () => ID, ofConference) id: string, @Ctx() ctx: Context) {
    return conferenceNow(ctx, id);
  }

  @PartSubscription(
    'Subscription.awardProposalsChanged',
    { fields: ['proposals'], parts: ['proposals', 'polls'] },
    'A conference now, then again whenever an award is proposed or decided on, or a poll opens, closes or is set aside: for `proposals`.',
  )
  awardProposalsChanged(@Arg('conferenceId', () => ID, ofConference) id: string, @Ctx() ctx: Context) {
    return conferenceNow(ctx, id);
  }

  @Subscription(() => BlocChange, {
    description:
      'Which conferences of a bloc are in session, then again whenever one opens, closes, or is made public or not while it is. Of conferences that are not public, and of rehearsals, it says nothing.',
    subscribe: async ({ args, context }) => {
      const { id } = found(await (context as Context).load(blocById, asId(args.blocId as string)));
      return stateSource(id, [topics.conferences(id)]);
    },
  })
  @Allowed('Subscription.conferenceOpened')
  async conferenceOpened(
    @Arg('blocId', () => ID, { description: 'The bloc.' }) blocId: string,
    @Ctx() ctx: Context,
  ): Promise<BlocChange> {
    const bloc = found(await ctx.load(blocById, asId(blocId)));
    return { sequence: found(ctx.sequence), bloc, inSession: await ctx.load(inSessionByBloc, bloc.id) };
  }

  @Subscription(() => ScoresChange, {
    description:
      'The scores of a bloc for a year as the caller may see them, then again whenever a score table, a score or a remark of the bloc changes. States may be skipped, never reordered.',
    subscribe: async ({ args, context }) => {
      const { id } = found(await (context as Context).load(blocById, asId(args.blocId as string)));
      return stateSource(id, [topics.scores(id)]);
    },
  })
  @Allowed('Subscription.scoresChanged')
  @PrivateScope()
  async scoresChanged(
    @Arg('blocId', () => ID, { description: 'The bloc.' }) blocId: string,
    @Arg('year', () => Int, { description: 'Emulation year.' }) year: number,
    @Ctx() ctx: Context,
  ): Promise<ScoresChange> {
    const bloc = found(await ctx.load(blocById, asId(blocId)));
    return { sequence: found(ctx.sequence), bloc, scores: await yearScoresFor(ctx, bloc.id, year) };
  }
}
