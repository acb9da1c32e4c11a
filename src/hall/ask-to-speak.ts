import { randomUUID } from 'node:crypto';
import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import { Delegate } from '../conference/delegate';
import { attendeeOf } from '../conference/lock-attendee';
import { lockConference, requireOpen } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import { Role, type Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { speakerAsked } from './events';
import { knownSpeaker } from './hold-queue';
import { Speaker, SpeakerState } from './speaker';

const field = 'Mutation.askToSpeak';

@InputType({ description: 'Who wants to speak.' })
export class AskToSpeakInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The delegate; the caller when left out. Delegates may ask for themselves only.',
  })
  delegateId?: string | null;

  @Field(() => String, { nullable: true, description: 'What about, 1 to 300 characters.' })
  @Words(1, 300)
  topic?: string | null;
}

/**
 * Puts a delegate at the end of the queue of speakers. Of two requests at once the database lets one win.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, CONFERENCE_NOT_OPEN, DELEGATE_WITHDRAWN,
 *   IN_QUEUE
 */
export async function askToSpeak(db: Database, viewer: Viewer, input: AskToSpeakInput): Promise<Receipt> {
  const { idempotencyKey, ...given } = input;
  const conferenceId = asId(input.conferenceId);
  const delegateId = attendeeOf(viewer, input);
  const about = asked({ ...given, conferenceId, delegateId });
  return act(db, viewer, { act: 'askToSpeak', about, idempotencyKey }, async (tx) => {
    const conference = await lockConference(tx, conferenceId);
    requireAllowed(viewer, field, conferenceId);
    if (viewer.role === Role.DELEGATE && viewer.delegateId !== delegateId)
      throw new Refusal('FORBIDDEN', { field, delegateId });
    const delegate = found(await tx.findOneBy(Delegate, { id: delegateId, conferenceId }));
    requireOpen(conference);
    if (delegate.withdrawnAt) throw new Refusal('DELEGATE_WITHDRAWN', { delegateId: delegate.id });
    const written = await tx.query<{ ordinal: number }[]>(
      `insert into speaker (id, conference_id, delegate_id, ordinal, topic, state, asked_at)
       select $1, $2, $3, coalesce(max(s.ordinal), 0) + 1, $4, 'WAITING', $5 from speaker s where s.conference_id = $2
       on conflict (delegate_id) where state in ('WAITING', 'SPEAKING') do nothing returning ordinal`,
      [randomUUID(), conferenceId, delegate.id, input.topic ? words(input.topic) : null, now()],
    );
    if (written.length === 0) throw new Refusal('IN_QUEUE', { delegateId: delegate.id });
    const speaker = await tx.findOneByOrFail(Speaker, { delegateId: delegate.id, state: SpeakerState.WAITING });
    return speakerAsked(await knownSpeaker(tx, speaker));
  });
}
