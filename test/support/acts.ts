import { pollSubjects } from '../../src/award/poll-subjects';
import * as conference from '../../src/conference/close-conference';
import type { Database } from '../../src/database/database';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { conferencePolls } from '../../src/poll/conference-polls';
import * as creating from '../../src/poll/create-poll';
import * as opening from '../../src/poll/open-poll';
import * as voiding from '../../src/poll/void-poll';

/** Acts that ask other rooms, with what answers them in the product (app/services). */
export const createPoll = (db: Database, viewer: Viewer, input: creating.CreatePollInput) =>
  creating.createPoll(db, viewer, input, pollSubjects);

export const openPoll = (db: Database, viewer: Viewer, input: opening.OpenPollInput) =>
  opening.openPoll(db, viewer, input, pollSubjects);

export const voidPoll = (db: Database, viewer: Viewer, input: voiding.VoidPollInput) =>
  voiding.voidPoll(db, viewer, input, pollSubjects);

export const closeConference = (db: Database, viewer: Viewer, input: conference.CloseConferenceInput) =>
  conference.closeConference(db, viewer, input, conferencePolls);
