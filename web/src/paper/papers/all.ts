import type { Paper, PaperKind } from '../paper';
import type { ConferenceRecord } from '../read-record';
import { countingMinutes } from './counting';
import { delegateList } from './delegates';
import { conferenceMinutes } from './minutes';
import { nomineeList } from './nominees';
import { pactPaper } from './pact';
import { submission } from './submission';

/** Every paper in the order of the day. One that a conference has nothing for is null. */
export const makePaper: Readonly<Record<PaperKind, (record: ConferenceRecord) => Paper | null>> = {
  delegates: delegateList,
  minutes: conferenceMinutes,
  counting: countingMinutes,
  submission,
  nominees: nomineeList,
  pact: pactPaper,
};

export const paperKinds = Object.keys(makePaper) as readonly PaperKind[];
