import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';
import * as accountLists from './auth/account-list-resolver';
import * as blocRoles from './auth/bloc-role-resolver';
import * as identities from './auth/oidc/resolver';
import * as auth from './auth/resolver';
import * as sessionActs from './auth/session-act-resolver';
import * as sessions from './auth/session-resolver';
import * as pollSubject from './award/about-resolver';
import * as awardBars from './award/bar-resolver';
import * as pendingAwards from './award/pending-resolver';
import * as award from './award/resolver';
import * as bloc from './bloc/resolver';
import * as conferenceActs from './conference/act-resolver';
import * as conference from './conference/conference-resolver';
import * as delegate from './conference/delegate-resolver';
import { hideHiddenConferences } from './conference/hide-hidden';
import * as leadership from './conference/leadership-resolver';
import * as confirmation from './confirmation/resolver';
import * as deadline from './deadline/resolver';
import { checkAllowed } from './graphql/authorize/allowed';
import { meterSchema } from './graphql/metering';
import { checkArgument } from './graphql/types/check-argument';
import { declareTargets } from './graphql/types/id-target';
import { nullIsDefault } from './graphql/types/null-is-default';
import { refuseUnwritableText } from './graphql/types/refuse-unwritable-text';
import * as hallActs from './hall/act-resolver';
import * as hall from './hall/resolver';
import * as screens from './hall/screens-resolver';
import * as conferenceFiles from './import/conference-file-resolver';
import * as files from './import/resolver';
import * as pendingResults from './indicator/pending-resolver';
import * as indicator from './indicator/resolver';
import * as movement from './movement/resolver';
import * as pendingPacts from './pact/pending-resolver';
import * as pact from './pact/resolver';
import * as paper from './paper/resolver';
import * as pendingPolls from './poll/pending-resolver';
import * as poll from './poll/resolver';
import * as roll from './poll/roll-resolver';
import * as asOf from './record/as-of-resolver';
import * as blocRecord from './record/bloc-resolver';
import * as facts from './record/fact-resolver';
import * as handover from './record/handover-resolver';
import * as parts from './record/part-resolver';
import * as receipt from './record/receipt-resolver';
import * as record from './record/resolver';
import * as resultsAsOf from './record/result-as-of-resolver';
import * as search from './record/search-resolver';
import * as signatures from './record/signature-resolver';
import * as rehearsal from './rehearsal/resolver';
import * as report from './report/resolver';
import * as scoreActs from './score/score-act-resolver';
import * as scores from './score/scores-resolver';
import * as scoreTables from './score/table-resolver';
import * as webhooks from './webhooks/resolver';

type ResolverClass = new () => object;

/** Every class whose name says it is a resolver, in the modules of the rooms. */
const resolvers = [
  identities,
  auth,
  accountLists,
  sessions,
  sessionActs,
  award,
  awardBars,
  blocRoles,
  pollSubject,
  bloc,
  conference,
  conferenceActs,
  confirmation,
  delegate,
  leadership,
  hall,
  hallActs,
  screens,
  files,
  conferenceFiles,
  indicator,
  movement,
  pact,
  paper,
  poll,
  pendingPolls,
  pendingPacts,
  pendingAwards,
  pendingResults,
  roll,
  receipt,
  record,
  search,
  signatures,
  blocRecord,
  asOf,
  resultsAsOf,
  facts,
  parts,
  handover,
  rehearsal,
  report,
  deadline,
  scoreActs,
  scores,
  scoreTables,
  webhooks,
]
  .flatMap((room) => Object.entries(room))
  .filter(([name]) => name.endsWith('Resolver'))
  .map(([, resolver]) => resolver as ResolverClass) as unknown as NonEmptyArray<ResolverClass>;

/** type-graphql insists on one; subscriptions here are served by subscriptions/broker from the log, and nothing publishes. */
const noPubSub: PubSub = {
  publish: () => {
    throw new Error('nothing publishes: append to the log instead');
  },
  subscribe: () => {
    throw new Error('subscriptions return a source (subscriptions/source)');
  },
};

/** Builds a schema of its own for one app. Takes some 100 ms, once per process. */
export function makeSchema(): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers,
    authChecker: checkAllowed,
    pubSub: noPubSub,
    validateFn: checkArgument,
  });
  return meterSchema(hideHiddenConferences(nullIsDefault(refuseUnwritableText(declareTargets(schema)))));
}
