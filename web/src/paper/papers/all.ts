import type { Paper, PaperKind } from '../paper';
import type { ConferenceRecord } from '../read-record';
import { countingMinutes } from './counting';
import { delegateList } from './delegates';
import { conferenceMinutes } from './minutes';
import { nomineeList } from './nominees';
import { pactPaper } from './pact';
import { scoreSummary } from './scores';
import { submission } from './submission';

/** How each paper is made of a record. One that a conference has nothing for is null. */
export const makePaper: Readonly<Record<PaperKind, (record: ConferenceRecord) => Paper | null>> = {
  delegates: delegateList,
  minutes: conferenceMinutes,
  counting: countingMinutes,
  submission,
  nominees: nomineeList,
  scores: scoreSummary,
  pact: pactPaper,
};
