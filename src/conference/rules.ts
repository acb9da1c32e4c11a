import type { Code } from '../errors/codes';
import type { AgendaState } from './agenda-item';
import type { Conference, ConferenceState } from './conference';

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

/** What is wrong with an appointment: the argument at fault and what to do instead; or null. */
export function appointmentFault(
  conference: Pick<Conference, 'closesYear' | 'opensYear'>,
  year: number,
  members: readonly string[],
  belonging: ReadonlySet<string>,
): { readonly argument: string; readonly cure: string } | null {
  const years = [conference.closesYear, conference.opensYear];
  if (!years.includes(year))
    return {
      argument: 'year',
      cure: `Give a year the conference closes or opens: ${years.filter((y) => y !== null).join(' or ') || 'it has none'}.`,
    };
  if (new Set(members).size !== members.length)
    return { argument: 'deputyIds', cure: 'Name each member once; the leader is no deputy.' };
  const [leaderId, ...deputyIds] = members;
  const cure = `Name members that belong to the bloc in ${year}.`;
  if (leaderId === undefined || !belonging.has(leaderId)) return { argument: 'leaderId', cure };
  return deputyIds.every((id) => belonging.has(id)) ? null : { argument: 'deputyIds', cure };
}
