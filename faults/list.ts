import { closings } from './closing';
import { controls } from './controls';
import { crashes } from './crashes';
import type { Experiment } from './experiment';
import { followings } from './followers';

/** Every experiment, in the order of the table. */
export const experiments: readonly Experiment[] = [...crashes, ...closings, ...followings, ...controls];

/** What is not done, and why. */
export const skipped: readonly string[] = [
  'disk full: a file system of a bounded size needs a mount, and this run changes nothing outside its own folder',
  'clock step: libfaketime is not among the packages; sessions and closings take their times from PostgreSQL and one clock',
  'power cut: a crash of PostgreSQL is one of its processes, not of the disk',
];
