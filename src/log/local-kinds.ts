import type { EventKind } from './kinds';

/**
 * Kinds of entries that change nothing but the conference, or the bloc, in whose log they stand. Answers about others hold
 * after them (log/log-version): what an answer about a conference shows of its bloc's log is noted as such
 * (`Context.about`). A kind that is not named here counts for all: a new one is safe until it is added.
 */
export const localKinds: ReadonlySet<string> = new Set<EventKind>([
  'actAsked',
  'actDeclined',
  'actWithdrawn',
  'agendaItemAdded',
  'agendaItemCorrected',
  'agendaItemFinished',
  'agendaItemMoved',
  'agendaItemRemoved',
  'agendaItemStarted',
  'agendaStartUndone',
  'awardProposed',
  'blocChanged',
  'ballotCast',
  'ballotCastByHand',
  'ballotOnPaper',
  'ballotChanged',
  'conferenceClosed',
  'conferenceOpened',
  'consensusRetracted',
  'decisionRecorded',
  'delegateAdded',
  'delegateCheckedIn',
  'delegateCheckedOut',
  'delegateCorrected',
  'delegateReplaced',
  'delegateWithdrawn',
  'hallShown',
  'pactDrafted',
  'pactOpened',
  'pactSigned',
  'pollAgreed',
  'pollClosed',
  'pollCreated',
  'pollEdited',
  'pollNotOpened',
  'pollOpened',
  'pollOpeningUndone',
  'paperAdopted',
  'paperBallotsCounted',
  'paperSigned',
  'pollRemoved',
  'pollScheduled',
  'pollVoided',
  'signatureWithdrawn',
  'speakerAsked',
  'speakerMoved',
  'speakerStarted',
  'speakerStopped',
  'speakerTimed',
  'speakerWithdrawn',
  'tieDecided',
]);

/** Whether an entry of this kind may change more than its own conference, or who may read it. */
export function reachesFurther(kind: string): boolean {
  return !localKinds.has(kind);
}
