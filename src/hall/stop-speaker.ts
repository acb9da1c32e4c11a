import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import type { Viewer } from '../graphql/authorize/viewer';
import { ActInput } from '../graphql/types/act-input';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { speakerStopped } from './events';
import { holdSpeaker } from './hold-queue';
import { Speaker, SpeakerState } from './speaker';

@InputType({ description: 'Who has spoken.' })
export class StopSpeakerInput extends ActInput {
  @Field(() => ID, { description: 'The speaker, who has the floor.' })
  speakerId: string;
}

/**
 * Ends a speech.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_NOT_OPEN, SPEAKER_STATE
 */
export function stopSpeaker(db: Database, viewer: Viewer, input: StopSpeakerInput): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'stopSpeaker', about: asked(about), idempotencyKey }, async (tx) => {
    const { known } = await holdSpeaker(tx, viewer, 'Mutation.stopSpeaker', input.speakerId);
    const { id, state, startedAt } = known.speaker;
    if (state !== SpeakerState.SPEAKING || startedAt === null) throw new Refusal('SPEAKER_STATE', { state });
    const at = now();
    await tx.update(Speaker, id, { state: SpeakerState.DONE, endedAt: at });
    return speakerStopped(known, Math.max(0, Math.round((at.getTime() - startedAt.getTime()) / 1000)));
  });
}
