import type {
  GraphAwardsQuery,
  GraphConferenceResultsQuery,
  GraphResultsQuery,
  GraphRulesQuery,
  ResultInGraphFragment,
} from './bloc.documents';

/** Where the pages of results stand in an answer. */
export const resultsOf = (data: GraphResultsQuery) => data.bloc?.results;
export type GraphResult = ResultInGraphFragment;

/** Where the pages of what was reported at one conference stand in an answer. */
export const reportedOf = (data: GraphConferenceResultsQuery) => data.conference?.results;

/** Where the pages of award proposals stand in an answer. */
export const proposalsOf = (data: GraphAwardsQuery) => data.bloc?.awardProposals;
export type GraphProposal = NonNullable<GraphAwardsQuery['bloc']>['awardProposals']['nodes'][number];

/** Where the pages of voting rules stand in an answer. */
export const rulesOf = (data: GraphRulesQuery) => data.bloc?.rules;
export type GraphRule = NonNullable<GraphRulesQuery['bloc']>['rules']['nodes'][number];
