import { closings } from './closing';
import { controls } from './controls';
import { crashes } from './crashes';
import type { Experiment } from './experiment';
import { followings } from './followers';
import { outages } from './outages';

/** Every experiment, in the order of the table. */
export const experiments: readonly Experiment[] = [...crashes, ...outages, ...closings, ...followings, ...controls];

/** What is not done anywhere, and why. */
export const skipped: readonly string[] = ['power cut: a crash of PostgreSQL is one of its processes, not of the disk'];
