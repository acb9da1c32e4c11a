import type { Mutant } from './mutant';
import { actsOfConferences } from './table/acts-of-conferences';
import { actsOfOthers } from './table/acts-of-others';
import { actsOfPacts } from './table/acts-of-pacts';
import { actsOfPolls } from './table/acts-of-polls';

/** Every guarantee that is broken on purpose. */
export const table: readonly Mutant[] = [...actsOfConferences, ...actsOfPacts, ...actsOfPolls, ...actsOfOthers];
