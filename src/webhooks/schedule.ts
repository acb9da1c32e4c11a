/** Pauses after so many failures in a row, in seconds; the last one again for as long as it goes on. */
export const pausesSeconds: readonly number[] = [5, 15, 30, 60, 120, 300, 600, 900];

/** How much longer a pause may be, so that what failed together is not tried together. */
const jitter = 0.25;

/**
 * When to try again.
 * @param failures in a row, this one too: 1 for the first
 * @param random from 0 to 1
 */
export function nextTry(failures: number, failedAt: Date, random = Math.random()): Date {
  const seconds = pausesSeconds[Math.min(failures, pausesSeconds.length) - 1] ?? 0;
  return new Date(failedAt.getTime() + seconds * 1_000 * (1 + jitter * random));
}
