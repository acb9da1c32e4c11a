import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { readsAt, readsEverywhere } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { type Conference, Visibility } from './conference';

/** Whether the viewer may know of a conference at all. */
export function isVisible(viewer: Viewer, conference: Pick<Conference, 'id' | 'visibility'>): boolean {
  return conference.visibility === Visibility.PUBLIC || readsAt(viewer, conference.id);
}

/** Which conferences a viewer may see, as plain JSON for a query. */
export interface VisibilityFilter {
  readonly all: boolean;
  /** Those that are seen whatever their visibility. */
  readonly own: readonly string[];
}

export function visibilityFilterOf(viewer: Viewer): VisibilityFilter {
  const { conferenceId, conferenceIds } = viewer;
  const own = conferenceId === null ? (conferenceIds ?? []) : [conferenceId];
  return { all: readsEverywhere(viewer), own: own.filter((id) => readsAt(viewer, id)) };
}

/** The same rule as `isVisible` and `visibleFacts`, in SQL: `column` holds the id of a conference. */
export function narrowToVisible<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  filter: VisibilityFilter,
  rehearsals = false,
): void {
  query.andWhere(
    `${column} in (
      select c.id from conference c
      where (c.visibility = 'PUBLIC' or :seesAll or c.id = any(:seesOwn::uuid[])) and (c.nature <> 'REHEARSAL' or :rehearsals)
    )`,
    { seesAll: filter.all, seesOwn: [...filter.own], rehearsals },
  );
}

/** The same of facts, those of no conference included. */
export function narrowToVisibleFacts<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  filter: VisibilityFilter,
): void {
  // By the key of each fact's conference: beside an `or` the planner would read all conferences.
  query.andWhere(
    `(${column} is null or coalesce((
      select (c.visibility = 'PUBLIC' or :seesAll or c.id = any(:seesOwn::uuid[])) and c.nature <> 'REHEARSAL'
      from conference c where c.id = ${column}), false))`,
    { seesAll: filter.all, seesOwn: [...filter.own] },
  );
}
