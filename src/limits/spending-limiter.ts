import { LRUCache } from 'lru-cache';
import { networkOf } from './network';
import { type Rate, TokenBucket } from './token-bucket';

export interface SpendingRates {
  /** Units one session may use. */
  readonly perSession: Rate;
  /** Units all of one address without a session may use together. */
  readonly perAddress: Rate;
}

/** Sessions and addresses remembered; the one that has been quiet for longest is forgotten, with a full bucket. */
const kept = 20_000;

/** Who pays: a session pays for itself alone, and an address for what comes from it without one. */
export interface Payer {
  readonly sessionId: string | null;
  readonly address: string;
}

/** Limits what callers use in the long run, in units as the budget of an execution counts them (graphql/budget). */
export class SpendingLimiter {
  private readonly sessions = new LRUCache<string, TokenBucket>({ max: kept });
  private readonly addresses = new LRUCache<string, TokenBucket>({ max: kept });

  constructor(private readonly rates: SpendingRates) {}

  /** Charges units where there is something left: 0 then, else the seconds until there is. */
  spend(payer: Payer, units: number): number {
    return this.bucketOf(payer).spend(units);
  }

  /** Charges what was used, also beyond what is left. */
  charge(payer: Payer, units: number): void {
    this.bucketOf(payer).force(units);
  }

  private bucketOf({ sessionId, address }: Payer): TokenBucket {
    const [buckets, key, rate] = sessionId
      ? ([this.sessions, sessionId, this.rates.perSession] as const)
      : ([this.addresses, networkOf(address), this.rates.perAddress] as const);
    let bucket = buckets.get(key);
    if (!bucket) {
      bucket = new TokenBucket(rate);
      buckets.set(key, bucket);
    }
    return bucket;
  }
}
