import type { Conference } from './conference';

/**
 * The emulation year whose members judge and vote: the one the conference closes, the one a mid-year review looks at, or,
 * of a conference that has neither, the one it opens. Null for a conference of no year.
 */
export function evaluatedYear(conference: Pick<Conference, 'closesYear' | 'reviewsYear' | 'opensYear'>): number | null {
  return conference.closesYear ?? conference.reviewsYear ?? conference.opensYear;
}
