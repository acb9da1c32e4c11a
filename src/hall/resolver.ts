import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { Conference, ConferenceState } from '../conference/conference';
import { Delegate } from '../conference/delegate';
import { delegateById } from '../conference/loaders';
import { visibleConference } from '../conference/visible';
import { type Context, found } from '../graphql/context';
import { ListSize } from '../graphql/loading/list-size';
import { Instant } from '../graphql/types/scalars';
import { TextPair } from '../graphql/types/text-pair';
import { pollById } from '../poll/loaders';
import { Poll, PollState } from '../poll/poll';
import { HallScene } from './hall-view';
import { hallViewByConference, lastBegunByConference, queueByConference } from './loaders';
import { sceneNow } from './rules';
import { Speaker } from './speaker';

@ObjectType({ description: 'What the big screens of the hall show.' })
class Hall {
  @Field(() => HallScene, { description: 'What is shown; AUTOMATIC where nothing was chosen, or what was is past.' })
  scene: HallScene;

  @ListSize(2)
  @Field(() => [Poll], { description: 'The polls to show for POLLS, open or closed, in the order they were chosen.' })
  polls: readonly Poll[];

  @Field(() => TextPair, { nullable: true, description: 'What is written, for TEXT and BREAK.' })
  text: TextPair | null;

  @Field(() => Instant, { nullable: true, description: 'When the break ends, if that was said.' })
  endsAt: Date | null;

  @Field(() => Instant, { nullable: true, description: 'When it was chosen; null for AUTOMATIC.' })
  chosenAt: Date | null;
}

const automatic: Hall = { scene: HallScene.AUTOMATIC, polls: [], text: null, endsAt: null, chosenAt: null };

@Resolver(() => Conference)
export class ConferenceHallResolver {
  @FieldResolver(() => Hall, { description: 'What its big screens show.' })
  async hall(@Root() { id, state }: Conference, @Ctx() ctx: Context): Promise<Hall> {
    const view = state === ConferenceState.CLOSED ? null : await ctx.load(hallViewByConference, id);
    if (!view || view.scene === HallScene.AUTOMATIC) return automatic;
    const chosen = await Promise.all(view.pollIds.map((pollId) => ctx.load(pollById, pollId)));
    const polls = chosen.filter((poll) => poll?.state === PollState.OPEN || poll?.state === PollState.CLOSED) as Poll[];
    const open = polls.filter((poll) => poll.state === PollState.OPEN).length;
    const scene = sceneNow(view, await ctx.load(lastBegunByConference, id), { polls: polls.length, open });
    if (scene === HallScene.AUTOMATIC) return automatic;
    return { scene, polls, text: view.text, endsAt: view.endsAt, chosenAt: view.chosenAt };
  }

  @FieldResolver(() => [Speaker], {
    description: 'Who speaks and who waits to, the one who speaks first; nobody unless it is in session.',
  })
  @ListSize(5)
  async speakers(@Root() { id, state }: Conference, @Ctx() ctx: Context): Promise<readonly Speaker[]> {
    return state === ConferenceState.OPEN ? ctx.load(queueByConference, id) : [];
  }
}

@Resolver(() => Speaker)
export class SpeakerResolver {
  @FieldResolver(() => Delegate, { description: 'Who it is.' })
  async delegate(@Root() speaker: Speaker, @Ctx() ctx: Context): Promise<Delegate> {
    return found(await ctx.load(delegateById, speaker.delegateId));
  }

  @FieldResolver(() => Conference, { description: 'The conference.' })
  conference(@Root() speaker: Speaker, @Ctx() ctx: Context): Promise<Conference> {
    return visibleConference(ctx, speaker.conferenceId);
  }
}
