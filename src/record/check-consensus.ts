import { isDeepStrictEqual } from 'node:util';
import type { PollRows } from './poll-rows';
import type { Said } from './read-log';

/** Whether the log says that a question stands as settled by consensus: it was, and that was not taken back since. */
export function isAgreedBy(said: readonly Said[]): boolean {
  return said.findLast(({ kind }) => kind === 'pollAgreed' || kind === 'consensusRetracted')?.kind === 'pollAgreed';
}

/** What is wrong with a question settled by consensus: there is nothing to count, and the log tells the same of it. */
export function checkConsensus({ result, roll, electors }: PollRows, said: readonly Said[]): readonly string[] {
  if (!result?.consensus) return isAgreedBy(said) ? ['by the log it is agreed, and it has no such result'] : [];
  const faults = roll.length + electors.length > 0 ? ['it is agreed by consensus, and there are electors of it'] : [];
  const told = said.findLast(({ kind }) => kind === 'pollAgreed')?.data;
  const { outcome, winners, consensus } = result;
  for (const [key, value] of Object.entries({ outcome, winners, ...consensus }))
    if (!isDeepStrictEqual(told?.[key], value))
      faults.push(`${key} of its consensus: ${JSON.stringify(value)}, by the log ${JSON.stringify(told?.[key])}`);
  return faults;
}
