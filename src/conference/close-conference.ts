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
import { Conference, ConferenceState } from './conference';
import { conferenceClosed } from './events';
import { keepAtClosing } from './keep-at-closing';
import { finishCurrent, lockAgenda } from './lock-agenda';
import { takeConference } from './lock-conference';
import type { ConferencePolls } from './polls';
import { closeRefusal } from './rules';

@InputType({ description: 'Which conference to close.' })
export class CloseConferenceInput extends ActInput {
  @Field(() => ID, { description: 'The conference.' })
  conferenceId: string;
}

/**
 * Ends a conference for good, and the agenda item it was at. Takes the conference FOR UPDATE: acts that hold it, such
 * as opening a poll, finish first, and those that come later find it closed.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_STATE, POLLS_OPEN
 */
export async function closeConference(
  db: Database,
  viewer: Viewer,
  input: CloseConferenceInput,
  polls: ConferencePolls,
): Promise<Receipt> {
  const conferenceId = asId(input.conferenceId);
  const ask = { act: 'closeConference', about: { conferenceId }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const conference = await takeConference(tx, conferenceId);
    requireAllowed(viewer, 'Mutation.closeConference', conference.id);
    const open = await polls.open(tx, conference.id);
    const refusal = closeRefusal(conference.state, open.length);
    if (refusal) throw new Refusal(refusal, { state: conference.state, polls: open });
    const finished = await finishCurrent(tx, await lockAgenda(tx, conference.id));
    await tx.update(Conference, conference.id, { state: ConferenceState.CLOSED, closedAt: await readDatabaseNow(tx) });
    const kept = await keepAtClosing(tx, conference);
    await startLog(tx, conference.blocId);
    return conferenceClosed(conference, finished, kept);
  });
}
