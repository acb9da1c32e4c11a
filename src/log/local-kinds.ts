/**
 * Kinds of entries that change nothing but the conference in whose log they stand. Answers about other conferences hold
 * after them (log/log-version). A kind that is not named here counts for all: a new one is safe until it is added.
 */
export const localKinds: ReadonlySet<string> = new Set([
  'agendaItemFinished',
  'agendaItemStarted',
  'awardProposed',
  'ballotCast',
  'conferenceClosed',
  'conferenceOpened',
  'decisionRecorded',
  'delegateCheckedIn',
  'delegateCheckedOut',
  'pactDrafted',
  'pactOpened',
  'pactSigned',
  'pollClosed',
  'pollCreated',
  'pollOpened',
  'pollResultRecorded',
  'pollVoided',
  'signatureWithdrawn',
]);
