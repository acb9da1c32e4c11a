import type { Mutant } from './mutant';
import { actsOfConferences } from './table/acts-of-conferences';
import { actsOfOthers } from './table/acts-of-others';
import { actsOfPacts } from './table/acts-of-pacts';
import { actsOfPolls } from './table/acts-of-polls';
import { liveActs } from './table/live-acts';
import { liveOperations } from './table/live-operations';
import { livePages } from './table/live-pages';
import { liveSubscriptions } from './table/live-subscriptions';
import { protections } from './table/protections';

/** Every guarantee that is broken on purpose. */
export const table: readonly Mutant[] = [
  ...actsOfConferences,
  ...actsOfPacts,
  ...actsOfPolls,
  ...actsOfOthers,
  ...liveSubscriptions,
  ...liveActs,
  ...liveOperations,
  ...livePages,
  ...protections,
];
