import type { GraphAwardsQuery, GraphResultsQuery } from './bloc.documents';

/** Where the pages of results stand in an answer. */
export const resultsOf = (data: GraphResultsQuery) => data.bloc?.results;
export type GraphResult = NonNullable<GraphResultsQuery['bloc']>['results']['nodes'][number];

/** Where the pages of award proposals stand in an answer. */
export const proposalsOf = (data: GraphAwardsQuery) => data.bloc?.awardProposals;
export type GraphProposal = NonNullable<GraphAwardsQuery['bloc']>['awardProposals']['nodes'][number];
