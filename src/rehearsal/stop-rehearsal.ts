import { Field, ID, InputType } from 'type-graphql';
import { closeConference } from '../conference/close-conference';
import { Conference, ConferenceNature, ConferenceState } from '../conference/conference';
import { openConference } from '../conference/open-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { holdsAt, requireField } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, type ContextServices, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import type { Receipt } from '../log/append';
import { Poll, PollState } from '../poll/poll';
import { voidPoll } from '../poll/void-poll';

@InputType({ description: 'Which rehearsal to stop.' })
export class StopRehearsalInput extends ActInput {
  @Field(() => ID, { description: 'The conference that rehearses.' })
  conferenceId: string;
}

/** Why polls are set aside, for everybody to read. */
const reason = 'Dừng diễn tập (rehearsal stopped)';

/**
 * Ends a rehearsal wherever it stands: open polls are void, the conference closes, and nothing of it is deleted. A play
 * in another process ends at its next step. To begin again, start another. Who may start one may stop one: the chair of
 * the conference, of this rehearsal, and of another rehearsal of the same conference.
 * @returns the receipt of the closing
 * @throws Refusal NOT_FOUND, FORBIDDEN, NOT_A_REHEARSAL, CONFERENCE_STATE (by the closing) when it has ended
 */
export async function stopRehearsal(
  db: Database,
  services: Pick<ContextServices, 'rehearsals' | 'pollSubjects' | 'ballotKeys' | 'conferencePolls'>,
  viewer: Viewer,
  input: StopRehearsalInput,
): Promise<Receipt> {
  requireField(viewer, 'Mutation.stopRehearsal');
  const rehearsal = await rehearsalOf(db, input.conferenceId);
  const { id: conferenceId } = rehearsal;
  const mayRun = [conferenceId, rehearsal.rehearsesId].some((id) => id !== null && holdsAt(viewer, id));
  if (!mayRun && !(await runsAnother(db, viewer, rehearsal))) throw new Refusal('FORBIDDEN', { conferenceId });
  if (rehearsal.nature !== ConferenceNature.REHEARSAL)
    throw new Refusal('NOT_A_REHEARSAL', { nature: rehearsal.nature });
  await services.rehearsals.stop(conferenceId);
  // Asked once nobody of this process plays any more.
  const { state } = await rehearsalOf(db, conferenceId);
  const there: Viewer = viewer.conferenceId === null ? viewer : { ...viewer, conferenceId };
  if (state === ConferenceState.PLANNED) await openConference(db, there, { conferenceId });
  const open = await db.manager.findBy(Poll, { conferenceId, state: PollState.OPEN });
  const parts = { subjects: services.pollSubjects, keys: services.ballotKeys };
  for (const poll of open) await voidPoll(db, there, { pollId: poll.id, reason, idempotencyKey: null }, parts);
  const { idempotencyKey } = input;
  return closeConference(db, there, { conferenceId, idempotencyKey: idempotencyKey ?? null }, services.conferencePolls);
}

/** Whether the viewer runs another rehearsal of what this one rehearses. */
async function runsAnother(db: Database, { conferenceId }: Viewer, { rehearsesId }: Conference): Promise<boolean> {
  if (conferenceId === null || rehearsesId === null) return false;
  return db.manager.existsBy(Conference, { id: conferenceId, rehearsesId });
}

async function rehearsalOf(db: Database, id: string): Promise<Conference> {
  return found(await db.manager.findOneBy(Conference, { id: asId(id) }));
}
