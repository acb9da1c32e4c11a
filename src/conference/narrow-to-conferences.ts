import type { SelectQueryBuilder } from 'typeorm';
import type { Conference, ConferenceState } from './conference';

/** Which conferences are asked for; null for any. */
export interface WantedConferences {
  /** Emulation year it closes or opens. */
  readonly year: number | null;
  readonly state: ConferenceState | null;
  readonly rehearsals: boolean;
}

/** Leaves out those of other years and states; rehearsals are left to `narrowToVisible`. */
export function narrowToConferences(
  query: SelectQueryBuilder<Conference>,
  { year, state }: Pick<WantedConferences, 'year' | 'state'>,
): void {
  if (year !== null)
    query.andWhere(':year in (conference.closesYear, conference.reviewsYear, conference.opensYear)', { year });
  if (state !== null) query.andWhere('conference.state = :state', { state });
}
