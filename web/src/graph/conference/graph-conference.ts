import type { GraphConferenceQuery, PollInGraphFragment, ProposalOfConferenceFragment } from './conference.documents';

/** The conference as it was asked for: of its polls and proposals the first page. */
export type AskedConference = NonNullable<GraphConferenceQuery['conference']>;

/** The conference with all of its polls and proposals. */
export type GraphConference = Omit<AskedConference, 'polls' | 'proposals'> & {
  readonly polls: readonly PollInGraphFragment[];
  readonly proposals: readonly ProposalOfConferenceFragment[];
};
