import { setImmediate as breath } from 'node:timers/promises';

/** Members served before the process looks at what else has come; about 2 ms of sending. */
const sliceSize = 200;

/**
 * Visits all members, letting the process answer others between slices: ten thousand sends would otherwise hold it up
 * for a tenth of a second. Who leaves meanwhile is not visited any more, who joins is visited too.
 */
export async function inSlices<T>(members: ReadonlySet<T>, visit: (member: T) => void): Promise<void> {
  let count = 0;
  for (const member of members) {
    visit(member);
    count += 1;
    if (count % sliceSize === 0) await breath();
  }
}
