import { isDeepStrictEqual } from 'node:util';
import type { Code } from '../errors/codes';
import type { AgendaItem, AgendaState } from './agenda-item';
import type { Conference, ConferenceState } from './conference';
import type { Delegate } from './delegate';

/** Why a conference in this state may not be opened, or null. */
export function openRefusal(state: ConferenceState): Code | null {
  return state === 'PLANNED' ? null : 'CONFERENCE_STATE';
}

/** Why a conference may not be closed, or null. */
export function closeRefusal(state: ConferenceState, openPolls: number): Code | null {
  if (state !== 'OPEN') return 'CONFERENCE_STATE';
  return openPolls > 0 ? 'POLLS_OPEN' : null;
}

/** Why nobody may be checked in or out, or nothing prepared any more, in this state; or null. */
export function overRefusal(state: ConferenceState): Code | null {
  return state === 'CLOSED' ? 'CONFERENCE_STATE' : null;
}

/** Why an agenda item may not be taken up, or null; one that is done may be taken up again. */
export function startRefusal(state: AgendaState): Code | null {
  return state === 'CURRENT' ? 'AGENDA_STATE' : null;
}

/** Why an agenda item may not be finished, or null. */
export function finishRefusal(state: AgendaState): Code | null {
  return state === 'CURRENT' ? null : 'AGENDA_STATE';
}

/** Why an agenda item may not be removed, or null: what was taken up or put to the vote stays on the agenda. */
export function removeRefusal(
  { state, startedAt }: Pick<AgendaItem, 'state' | 'startedAt'>,
  polls: number,
): Code | null {
  return state === 'PENDING' && startedAt === null && polls === 0 ? null : 'AGENDA_STATE';
}

/** Why the start of an agenda item may not be undone, or null: only that of the current one, and once. */
export function undoStartRefusal({ state, undoTo }: Pick<AgendaItem, 'state' | 'undoTo'>): Code | null {
  return state === 'CURRENT' && undoTo !== null ? null : 'AGENDA_STATE';
}

/** The argument at fault and what to do instead. */
type Fault = { readonly argument: string; readonly cure: string };

/** What is wrong with an appointment by a conference; or null. */
export function appointmentFault(
  conference: Pick<Conference, 'closesYear' | 'opensYear'>,
  year: number,
  members: readonly string[],
  belonging: ReadonlySet<string>,
): Fault | null {
  const years = [conference.closesYear, conference.opensYear];
  if (!years.includes(year))
    return {
      argument: 'year',
      cure: `Give a year the conference closes or opens: ${years.filter((y) => y !== null).join(' or ') || 'it has none'}.`,
    };
  return leadersFault(year, members, belonging);
}

/** What is wrong with those who are to lead in a year, the leader first; or null. */
export function leadersFault(year: number, members: readonly string[], belonging: ReadonlySet<string>): Fault | null {
  if (new Set(members).size !== members.length)
    return { argument: 'deputyIds', cure: 'Name each member once; the leader is no deputy.' };
  const [leaderId, ...deputyIds] = members;
  const cure = `Name members that belong to the bloc in ${year}.`;
  if (leaderId === undefined || !belonging.has(leaderId)) return { argument: 'leaderId', cure };
  return deputyIds.every((id) => belonging.has(id)) ? null : { argument: 'deputyIds', cure };
}

/** What is wrong with a delegate to be put on the list; or null. */
export function newDelegateFault(
  given: Pick<Delegate, 'memberId' | 'mayVote' | 'maySign'> & { readonly code: string | null },
  taken: ReadonlySet<string>,
): Fault | null {
  if (given.code !== null && taken.has(given.code))
    return { argument: 'code', cure: 'Give a code that no other delegate has, or none.' };
  if (given.memberId === null && (given.mayVote || given.maySign))
    return { argument: 'memberId', cure: 'Name the member for whom they vote or sign.' };
  return null;
}

/** Why one delegate's mandates may not go to another, or null. */
export function replaceRefusal(
  giver: Pick<Delegate, 'mayVote' | 'maySign'>,
  standIn: Pick<Delegate, 'mayVote' | 'maySign' | 'withdrawnAt'>,
): Code | null {
  if (!giver.mayVote && !giver.maySign) return 'NO_MANDATE';
  if (standIn.withdrawnAt) return 'DELEGATE_WITHDRAWN';
  return standIn.mayVote || standIn.maySign ? 'MANDATE_HELD' : null;
}

/** What is asked of a replacement, as far as its paper goes. */
interface Authorisation {
  readonly giver: Pick<Delegate, 'memberId'>;
  readonly standIn: Pick<Delegate, 'memberId'>;
  /** Whether the mandates go back to the delegate whose they are, for which no paper is asked. */
  readonly back: boolean;
  readonly paper: string | null;
  readonly from: Date;
  readonly until: Date | null;
}

/** What is wrong with an authorisation that is entered at a moment; or null. */
export function authorisationFault(asked: Authorisation, at: Date): Fault | null {
  const { giver, standIn, back, paper, from, until } = asked;
  if (giver.memberId !== standIn.memberId)
    return { argument: 'standInId', cure: 'Name a delegate of the same member; add or correct them first.' };
  if (!back && paper === null) return { argument: 'paper', cure: 'Give number and date of the authorisation.' };
  if (from > at) return { argument: 'from', cure: 'Enter it once it holds: the mandates move at once.' };
  if (until && until <= at) return { argument: 'until', cure: 'Give a moment that is still to come.' };
  return null;
}

/** What is wrong with a correction, as far as its form goes; or null. */
export function correctionFault(before: Delegate, after: Delegate, reason: string | null): Fault | null {
  if (isDeepStrictEqual({ ...before }, { ...after }))
    return { argument: 'delegateId', cure: 'Give what is to be changed.' };
  if (after.memberId === null && (after.mayVote || after.maySign))
    return { argument: 'memberId', cure: 'Name the member for whom they vote or sign.' };
  const matters = (['memberId', 'mayVote', 'maySign'] as const).some((key) => before[key] !== after[key]);
  return matters && reason === null ? { argument: 'reason', cure: 'Say why member or mandates change.' } : null;
}

/**
 * Why member or mandates of a delegate may not be changed, or null.
 * @param used which of the mandates have been used, or are counted on by an open poll
 * @param held whether somebody else holds the mandate to vote
 */
export function mandateRefusal(
  before: Delegate,
  after: Delegate,
  used: { readonly vote: boolean; readonly sign: boolean },
  held: boolean,
): Code | null {
  const moved = before.memberId !== after.memberId;
  if (used.vote && (moved || before.mayVote !== after.mayVote)) return 'MANDATE_USED';
  if (used.sign && (moved || before.maySign !== after.maySign)) return 'MANDATE_USED';
  return held && after.mayVote ? 'MANDATE_HELD' : null;
}
