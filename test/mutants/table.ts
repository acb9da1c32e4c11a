import type { Mutant } from './mutant';
import { actsByTwo } from './table/acts-by-two';
import { actsOfConferences } from './table/acts-of-conferences';
import { actsOfOthers } from './table/acts-of-others';
import { actsOfPacts } from './table/acts-of-pacts';
import { actsOfPolls } from './table/acts-of-polls';
import { blocs } from './table/blocs';
import { deadlines } from './table/deadlines';
import { files } from './table/files';
import { hall } from './table/hall';
import { liveActs } from './table/live-acts';
import { liveOperations } from './table/live-operations';
import { livePages } from './table/live-pages';
import { liveSubscriptions } from './table/live-subscriptions';
import { living } from './table/living';
import { office } from './table/office';
import { oidc } from './table/oidc';
import { oneWay } from './table/one-way';
import { papers } from './table/papers';
import { protections } from './table/protections';
import { reading } from './table/reading';
import { reports } from './table/reports';
import { scores } from './table/scores';
import { sealedBallots } from './table/sealed-ballots';
import { settingUp } from './table/setting-up';
import { tiesAndWeights } from './table/ties-and-weights';
import { votes } from './table/votes';
import { webhooks } from './table/webhooks';

/** Every guarantee that is broken on purpose. */
export const table: readonly Mutant[] = [
  ...actsOfConferences,
  ...actsOfPacts,
  ...actsOfPolls,
  ...actsOfOthers,
  ...actsByTwo,
  ...blocs,
  ...reports,
  ...deadlines,
  ...files,
  ...hall,
  ...liveSubscriptions,
  ...liveActs,
  ...liveOperations,
  ...livePages,
  ...living,
  ...papers,
  ...protections,
  ...webhooks,
  ...oidc,
  ...office,
  ...votes,
  ...tiesAndWeights,
  ...scores,
  ...sealedBallots,
  ...settingUp,
  ...oneWay,
  ...reading,
];
