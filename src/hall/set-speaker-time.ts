import { IsOptional, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { ActInput } from '../graphql/types/act-input';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { speakerTimed } from './events';
import { holdSpeaker } from './hold-queue';
import { timeRefusal } from './rules';
import { Speaker } from './speaker';

/** Three hours. */
export const mostSeconds = 10_800;

@InputType({ description: 'How long somebody may speak.' })
export class SetSpeakerTimeInput extends ActInput {
  @Field(() => ID, { description: 'The speaker, who waits or speaks.' })
  speakerId: string;

  @Field(() => Int, {
    nullable: true,
    description: `Seconds from the beginning of the speech, 1 to ${mostSeconds}; null for no limit.`,
  })
  @IsOptional()
  @Min(1)
  @Max(mostSeconds)
  seconds?: number | null;
}

/**
 * Gives a speaker time, or more of it while they speak.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_NOT_OPEN, SPEAKER_STATE
 */
export function setSpeakerTime(db: Database, viewer: Viewer, input: SetSpeakerTimeInput): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'setSpeakerTime', about: asked(about), idempotencyKey }, async (tx) => {
    const { known } = await holdSpeaker(tx, viewer, 'Mutation.setSpeakerTime', input.speakerId);
    const { speaker } = known;
    const refusal = timeRefusal(speaker.state);
    if (refusal) throw new Refusal(refusal, { state: speaker.state });
    const seconds = input.seconds ?? null;
    await tx.update(Speaker, speaker.id, { seconds });
    return speakerTimed({ ...known, speaker: { ...speaker, seconds } }, speaker.seconds);
  });
}
