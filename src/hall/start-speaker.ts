import { IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { ActInput } from '../graphql/types/act-input';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { speakerStarted } from './events';
import { holdSpeaker } from './hold-queue';
import { floorRefusal } from './rules';
import { mostSeconds } from './set-speaker-time';
import { Speaker, SpeakerState } from './speaker';

@InputType({ description: 'Who is given the floor.' })
export class StartSpeakerInput extends ActInput {
  @Field(() => ID, { description: 'The speaker, who waits.' })
  speakerId: string;

  @Field(() => Int, {
    nullable: true,
    description: `For how many seconds, 1 to ${mostSeconds}; what was set before, or no limit, unless given.`,
  })
  @IsOptional()
  @Min(1)
  @Max(mostSeconds)
  seconds?: number | null;
}

/**
 * Gives somebody who waits the floor; their clock runs from now on. One at a time: who speaks is stopped first.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_NOT_OPEN, SPEAKER_STATE, FLOOR_TAKEN
 */
export function startSpeaker(db: Database, viewer: Viewer, input: StartSpeakerInput): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'startSpeaker', about: asked(about), idempotencyKey }, async (tx) => {
    const { known, queue } = await holdSpeaker(tx, viewer, 'Mutation.startSpeaker', input.speakerId);
    const { speaker } = known;
    const speaking = queue.find(({ state }) => state === SpeakerState.SPEAKING);
    const refusal = floorRefusal(speaker.state, speaking !== undefined);
    if (refusal) throw new Refusal(refusal, { state: speaker.state, speaking: speaking?.id ?? null });
    const seconds = input.seconds ?? speaker.seconds;
    await tx.update(Speaker, speaker.id, { state: SpeakerState.SPEAKING, startedAt: now(), seconds });
    return speakerStarted({ ...known, speaker: { ...speaker, seconds } });
  });
}
