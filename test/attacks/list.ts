import type { Attack } from './attack';
import { documentAttacks } from './documents';
import { entryAttacks } from './entry';
import { wireAttacks } from './wire';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [...documentAttacks, ...wireAttacks, ...entryAttacks];
