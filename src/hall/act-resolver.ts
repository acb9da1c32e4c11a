import { Arg, Ctx, Resolver } from 'type-graphql';
import { ConferencePayload } from '../conference/payload';
import { Allowed } from '../graphql/authorize/allowed';
import type { Context } from '../graphql/context';
import { Act, type Payload } from '../graphql/types/payload';
import { AskToSpeakInput, askToSpeak } from './ask-to-speak';
import { MoveSpeakerInput, moveSpeaker } from './move-speaker';
import { SpeakerPayload } from './payload';
import { SetSpeakerTimeInput, setSpeakerTime } from './set-speaker-time';
import { ShowOnHallInput, showOnHall } from './show-on-hall';
import { StartSpeakerInput, startSpeaker } from './start-speaker';
import { StopSpeakerInput, stopSpeaker } from './stop-speaker';
import { WithdrawSpeakerInput, withdrawSpeaker } from './withdraw-speaker';

const what = 'What is asked.';

@Resolver()
export class HallActResolver {
  @Allowed('Mutation.showOnHall')
  @Act(
    ConferencePayload,
    'Chooses what the big screens of the hall show, until the next vote opens, the pact comes into force, or it is chosen anew; a result, a text and a break until the next agenda item too.',
  )
  async showOnHall(
    @Arg('input', () => ShowOnHallInput, { description: what }) input: ShowOnHallInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await showOnHall(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.askToSpeak')
  @Act(SpeakerPayload, 'Asks to speak: a delegate for themself, the desk for anyone.')
  async askToSpeak(
    @Arg('input', () => AskToSpeakInput, { description: what }) input: AskToSpeakInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await askToSpeak(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.withdrawSpeaker')
  @Act(SpeakerPayload, 'Takes somebody who waits out of the queue of speakers; delegates themselves only.')
  async withdrawSpeaker(
    @Arg('input', () => WithdrawSpeakerInput, { description: what }) input: WithdrawSpeakerInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await withdrawSpeaker(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.moveSpeaker')
  @Act(SpeakerPayload, 'Moves somebody who waits to another place in the queue of speakers.')
  async moveSpeaker(
    @Arg('input', () => MoveSpeakerInput, { description: what }) input: MoveSpeakerInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await moveSpeaker(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.setSpeakerTime')
  @Act(SpeakerPayload, 'Says how long somebody may speak, also while they do.')
  async setSpeakerTime(
    @Arg('input', () => SetSpeakerTimeInput, { description: what }) input: SetSpeakerTimeInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await setSpeakerTime(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.startSpeaker')
  @Act(SpeakerPayload, 'Gives somebody who waits the floor. Refused while another speaks.')
  async startSpeaker(
    @Arg('input', () => StartSpeakerInput, { description: what }) input: StartSpeakerInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await startSpeaker(ctx.db, ctx.viewer, input) };
  }

  @Allowed('Mutation.stopSpeaker')
  @Act(SpeakerPayload, 'Ends a speech.')
  async stopSpeaker(
    @Arg('input', () => StopSpeakerInput, { description: what }) input: StopSpeakerInput,
    @Ctx() ctx: Context,
  ): Promise<Payload> {
    return { receipt: await stopSpeaker(ctx.db, ctx.viewer, input) };
  }
}
