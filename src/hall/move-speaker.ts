import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { ActInput } from '../graphql/types/act-input';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { speakerMoved } from './events';
import { holdSpeaker } from './hold-queue';
import { waitingRefusal } from './rules';
import { Speaker, SpeakerState } from './speaker';

@InputType({ description: 'Who is to speak sooner or later.' })
export class MoveSpeakerInput extends ActInput {
  @Field(() => ID, { description: 'The speaker, who waits.' })
  speakerId: string;

  @Field(() => Int, { description: 'Their place among those who wait, from 1; the last where there are fewer.' })
  @Min(1)
  @Max(10_000)
  place: number;
}

/**
 * Moves somebody who waits to another place in the queue of speakers.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_NOT_OPEN, SPEAKER_STATE
 */
export function moveSpeaker(db: Database, viewer: Viewer, input: MoveSpeakerInput): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'moveSpeaker', about: asked(about), idempotencyKey }, async (tx) => {
    const { known, queue } = await holdSpeaker(tx, viewer, 'Mutation.moveSpeaker', input.speakerId);
    const { id, state } = known.speaker;
    const refusal = waitingRefusal(state);
    if (refusal) throw new Refusal(refusal, { state });
    const others = queue.filter((each) => each.state === SpeakerState.WAITING && each.id !== id);
    const order = others.map((each) => each.id).toSpliced(input.place - 1, 0, id);
    // Who asks at this moment gets a number above all there were: behind those who wait.
    const last = Math.max(...queue.map(({ ordinal }) => ordinal));
    for (const [index, each] of order.entries())
      await tx.update(Speaker, each, { ordinal: last - order.length + 1 + index });
    return speakerMoved(known, order);
  });
}
