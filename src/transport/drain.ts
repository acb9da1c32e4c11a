import { setTimeout as delay } from 'node:timers/promises';

/** Longest that answers under way are waited for when the server goes down, in milliseconds; a vote takes a few. */
const patienceMs = 3_000;

/** Looks again and again until nothing is under way any more, or it has waited long enough. */
export async function drained(isDone: () => boolean, withinMs = patienceMs): Promise<void> {
  const giveUpAtMs = performance.now() + withinMs;
  while (!isDone() && performance.now() < giveUpAtMs) await delay(10);
}
