import { allOf, type Finding } from '../test/attacks/attack';
import { isClean, wordsOf } from './checker';
import type { Run } from './conference';
import type { World } from './world';

/** One kind of trouble. */
export interface Experiment {
  readonly experiment: string;
  readonly criterion: string;
  /** Why it cannot be done here, or null; without it, it can be done everywhere. */
  missing?(): string | null;
  run(world: World): Promise<Finding>;
}

/** What every run must come to, whatever the trouble. */
export const nothingWrong =
  'lost = duplicated = phantom = 0, logs whole, everybody at the last version, the recount agrees';

/**
 * A finding of a run: how many requests, what is wrong, and what else must hold. The trouble must have met requests, or
 * the run has shown nothing.
 * @param met whether it did; unless told otherwise it left somebody without a sure answer
 */
export function findingOf(
  { journal, verdict }: Run,
  more: string,
  parts: Readonly<Record<string, boolean>> = {},
  met = journal.count('unknown') > 0,
): Finding {
  const counts = `${journal.attempts.length} requests, ${journal.count('ok')} ok, ${journal.count('unknown')} unknown`;
  const wrong = isClean(verdict) ? 'nothing wrong' : wordsOf(verdict);
  return allOf([counts, wrong, more].filter(Boolean).join('; '), {
    ...parts,
    'set test': isClean(verdict),
    'met requests': met,
  });
}

/** Whether requests were under way at a moment, by the monotonic clock in milliseconds. */
export function wereUnderWay({ journal }: Run, atMs: number): boolean {
  return journal.attempts.some(({ sentAtMs, knownAtMs }) => sentAtMs < atMs && knownAtMs > atMs);
}
