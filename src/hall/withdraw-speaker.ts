import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { ActInput } from '../graphql/types/act-input';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { speakerWithdrawn } from './events';
import { holdSpeaker } from './hold-queue';
import { waitingRefusal } from './rules';
import { Speaker, SpeakerState } from './speaker';

const field = 'Mutation.withdrawSpeaker';

@InputType({ description: 'Who leaves the queue.' })
export class WithdrawSpeakerInput extends ActInput {
  @Field(() => ID, { description: 'The speaker, who waits.' })
  speakerId: string;
}

/**
 * Takes somebody who waits out of the queue of speakers: the desk anybody, a delegate themself.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_NOT_OPEN, SPEAKER_STATE
 */
export function withdrawSpeaker(db: Database, viewer: Viewer, input: WithdrawSpeakerInput): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'withdrawSpeaker', about: asked(about), idempotencyKey }, async (tx) => {
    const { known } = await holdSpeaker(tx, viewer, field, input.speakerId);
    const { speaker } = known;
    if (viewer.role === Role.DELEGATE && viewer.delegateId !== speaker.delegateId)
      throw new Refusal('FORBIDDEN', { field, speakerId: speaker.id });
    const refusal = waitingRefusal(speaker.state);
    if (refusal) throw new Refusal(refusal, { state: speaker.state });
    await tx.update(Speaker, speaker.id, { state: SpeakerState.WITHDRAWN, endedAt: now() });
    return speakerWithdrawn(known);
  });
}
