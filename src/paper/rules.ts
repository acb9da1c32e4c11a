import type { ConferenceState } from '../conference/conference';
import type { Code } from '../errors/codes';

/** The argument at fault and what to do instead. */
type Fault = { readonly argument: string; readonly cure: string };

/** Why nothing may be adopted in this state, or null. */
export function adoptRefusal(state: ConferenceState): Code | null {
  return state === 'PLANNED' ? 'CONFERENCE_STATE' : null;
}

/** What is wrong with what is to be adopted, or null. @param content what the paper says, as JSON; @param stands whether one of the kind was adopted before */
export function adoptFault(content: string, reason: string | null, stands: boolean): Fault | null {
  if (!isObject(content))
    return { argument: 'content', cure: 'Send the paper as a JSON object, as the page of papers makes it.' };
  if (stands && reason === null)
    return { argument: 'reason', cure: 'Say why it takes the place of the one adopted before.' };
  return null;
}

function isObject(text: string): boolean {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read);
  } catch {
    return false;
  }
}
