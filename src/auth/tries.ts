import type { DataSource } from 'typeorm';
import { now } from '../clock';
import { networkOf } from '../request/network';

/** How many failed sign-ins a minute, on one node. */
export interface TryLimits {
  /** From one address. Loose, because a whole hall may stand behind one. */
  readonly perAddress: number;
  /** From all addresses together. */
  readonly overall: number;
}

/** The failed sign-ins of the last minute. */
export interface Tries {
  /** Takes one try, or says in how many seconds there is one again. */
  take(address: string): number | null;
  /** A try that succeeded does not count. */
  giveBack(address: string): void;
}

interface Bucket {
  left: number;
  at: number;
}

/** Limits where nobody has set others. Of 60-bit codes 1500 guesses a minute find one of a thousand in 10^6 years. */
export const usualLimits: TryLimits = { perAddress: 300, overall: 1500 };

const minuteMs = 60_000;
const triesOf = new WeakMap<DataSource, Tries>();

/** Sets the limits of sign-ins through this database, for this process. */
export function limitSignIns(db: DataSource, limits: TryLimits): void {
  triesOf.set(db, countTries(limits));
}

/** The count of sign-ins through this database, under `usualLimits` unless others were set. */
export function signInTries(db: DataSource): Tries {
  if (!triesOf.has(db)) limitSignIns(db, usualLimits);
  return triesOf.get(db) as Tries;
}

/**
 * A token bucket for each address and one for all: full at first, refilled evenly, so that after a burst of `n` a
 * minute passes before another burst of `n`. An address over its own limit takes nothing from the others'.
 */
export function countTries(limits: TryLimits): Tries {
  const all: Bucket = { left: limits.overall, at: now().getTime() };
  const buckets = new Map<string, Bucket>();

  const refill = (bucket: Bucket, perMinute: number): Bucket => {
    const at = now().getTime();
    // A clock set back takes nothing away.
    bucket.left = Math.min(perMinute, bucket.left + (Math.max(0, at - bucket.at) * perMinute) / minuteMs);
    bucket.at = at;
    return bucket;
  };
  const forgetFull = () => {
    for (const [network, bucket] of buckets) {
      if (refill(bucket, limits.perAddress).left >= limits.perAddress) buckets.delete(network);
    }
  };
  const waitSeconds = (bucket: Bucket, perMinute: number) => Math.ceil(((1 - bucket.left) * 60) / perMinute);

  return {
    take(address) {
      const network = networkOf(address);
      const own = refill(buckets.get(network) ?? { left: limits.perAddress, at: now().getTime() }, limits.perAddress);
      if (own.left < 1) return waitSeconds(own, limits.perAddress);
      if (refill(all, limits.overall).left < 1) return waitSeconds(all, limits.overall);
      own.left -= 1;
      all.left -= 1;
      // Only addresses that took from `all` are kept, and a minute later none of them is: the map stays small.
      if (buckets.size >= 2 * limits.overall) forgetFull();
      buckets.set(network, own);
      return null;
    },
    giveBack(address) {
      const own = buckets.get(networkOf(address));
      if (own) own.left = Math.min(limits.perAddress, own.left + 1);
      all.left = Math.min(limits.overall, all.left + 1);
    },
  };
}
