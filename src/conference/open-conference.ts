import { Field, ID, InputType } from 'type-graphql';
import type { Database } from '../database/database';
import { readDatabaseNow } from '../database/database-now';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import { type Receipt, startLog } from '../log/append';
import { readBlocPart } from './bloc-part';
import { Conference, ConferenceState } from './conference';
import { conferenceOpened } from './events';
import { takeConference } from './lock-conference';
import { openRefusal } from './rules';

@InputType({ description: 'Which conference to open.' })
export class OpenConferenceInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;
}

/**
 * Puts a planned conference in session: from then on it is voted and signed there.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE
 */
export async function openConference(db: Database, viewer: Viewer, input: OpenConferenceInput): Promise<Receipt> {
  const conferenceId = asId(input.conferenceId);
  const ask = { act: 'openConference', about: { conferenceId }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const conference = await takeConference(tx, conferenceId);
    requireAllowed(viewer, 'Mutation.openConference', conference.id);
    const refusal = openRefusal(conference.state);
    if (refusal) throw new Refusal(refusal, { state: conference.state });
    await tx.update(Conference, conference.id, { state: ConferenceState.OPEN, openedAt: await readDatabaseNow(tx) });
    await startLog(tx, conference.blocId);
    return conferenceOpened(conference, await readBlocPart(tx, conference));
  });
}
