import type { GraphConferenceQuery } from './conference.documents';

/** All that the public page shows of one conference. */
export type GraphConference = NonNullable<GraphConferenceQuery['conference']>;
