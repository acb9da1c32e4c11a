import type { Conference } from './conference';

/**
 * The emulation year whose members judge and vote: the one the conference closes or, at a mid-year review that closes
 * none, the one under way. Null for a conference of no year.
 */
export function evaluatedYear(conference: Pick<Conference, 'closesYear' | 'opensYear'>): number | null {
  return conference.closesYear ?? conference.opensYear;
}
