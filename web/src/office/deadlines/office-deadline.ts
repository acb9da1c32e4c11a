import type { OfficeDeadlinesQuery } from './deadlines.documents';

/** A deadline with whom it is due from. */
export type OfficeDeadline = NonNullable<OfficeDeadlinesQuery['bloc']>['deadlines']['nodes'][number];
export type DueFrom = OfficeDeadline['items'][number];
