import { createHash } from 'node:crypto';

/** What a player votes on a yes/no question: mostly yes. `poll` and `player` are places in their lists. */
export function chooseBallot(seed: number, poll: number, player: number): 'YES' | 'NO' | 'ABSTAIN' {
  const number = numberOf(seed, 'ballot', poll, player);
  if (number < 0.86) return 'YES';
  return number < 0.95 ? 'NO' : 'ABSTAIN';
}

/** The list in another order, the same for the same seed. */
export function shuffled<T>(list: readonly T[], seed: number): readonly T[] {
  return list
    .map((item, index) => ({ item, place: numberOf(seed, 'place', index) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** A number from 0 to below 1 that looks drawn by chance and is the same for the same parts on every machine. */
function numberOf(...parts: readonly (string | number)[]): number {
  return createHash('sha256').update(parts.join(' ')).digest().readUInt32BE(0) / 2 ** 32;
}
