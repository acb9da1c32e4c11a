import * as keys from '../../src/auth/issue-api-key';
import * as correcting from '../../src/award/correct-decision';
import { pollSubjects } from '../../src/award/poll-subjects';
import * as conference from '../../src/conference/close-conference';
import { confirmAct } from '../../src/confirmation/confirm-act';
import { doAlone } from '../../src/confirmation/two-keys';
import type { Database } from '../../src/database/database';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { found } from '../../src/graphql/context';
import type { Receipt } from '../../src/log/append';
import * as closing from '../../src/poll/close-poll';
import { conferencePolls } from '../../src/poll/conference-polls';
import * as creating from '../../src/poll/create-poll';
import * as opening from '../../src/poll/open-poll';
import * as recording from '../../src/poll/record-poll-result';
import * as undoing from '../../src/poll/undo-poll-opening';
import * as voiding from '../../src/poll/void-poll';
import { ballotKeys } from './ballot-keys';
import { servicesOf } from './context';

const parts = { subjects: pollSubjects, keys: ballotKeys };

/** Acts that ask other rooms, with what answers them in the product (app/services). */
export const createPoll = (db: Database, viewer: Viewer, input: creating.CreatePollInput) =>
  creating.createPoll(db, viewer, input, pollSubjects);

export const openPoll = (db: Database, viewer: Viewer, input: opening.OpenPollInput) =>
  opening.openPoll(db, viewer, input, parts);

export const closePoll = (db: Database, viewer: Viewer, input: closing.ClosePollInput) =>
  closing.closePoll(db, viewer, input, ballotKeys);

export const undoPollOpening = (db: Database, viewer: Viewer, input: undoing.UndoPollOpeningInput) =>
  undoing.undoPollOpening(db, viewer, input, ballotKeys);

export const voidPoll = (db: Database, viewer: Viewer, input: voiding.VoidPollInput) =>
  voiding.voidPoll(db, viewer, input, parts);

export const voidPollOrAsk = (db: Database, viewer: Viewer, input: voiding.VoidPollInput) =>
  voiding.voidPollOrAsk(db, viewer, input, parts);

export const askToRecordPollResult = (db: Database, viewer: Viewer, input: recording.RecordPollResultInput) =>
  recording.askToRecordPollResult(db, viewer, input, ballotKeys);

/** What two accounts do in the product. */
export const recordPollResult = async (db: Database, viewer: Viewer, input: recording.RecordPollResultInput) =>
  doAlone(db, viewer, recording.resultRecording(ballotKeys), recording.asEnteredResult(input), input.idempotencyKey);

/** Also after the conference was closed, where it takes two accounts. */
export const correctDecision = async (db: Database, viewer: Viewer, input: correcting.CorrectDecisionInput) =>
  doAlone(db, viewer, correcting.decisionCorrection, correcting.asCorrection(input), input.idempotencyKey);

export const closeConference = (db: Database, viewer: Viewer, input: conference.CloseConferenceInput) =>
  conference.closeConference(db, viewer, input, conferencePolls);

/** A key with its token and account, of a request that is no retry. */
export async function issueApiKey(db: Database, viewer: Viewer, input: keys.IssueApiKeyInput) {
  const { receipt, made } = await keys.issueApiKey(db, viewer, input);
  return { receipt, ...found(made) };
}

/** Confirms what an act asked for, given the receipt of its asking. */
export const confirm = (db: Database, viewer: Viewer, asked: Receipt, idempotencyKey: string | null = null) =>
  confirmAct(db, viewer, { pendingActId: asked.subject, idempotencyKey }, servicesOf(db).twoKeyActs);
