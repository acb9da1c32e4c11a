import { now } from '../clock';
import { networkOf } from '../limits/network';

declare module '../graphql/context' {
  interface ContextServices {
    readonly signInLimiter: SignInLimiter;
  }
}

/** How many failed sign-ins a minute, on one node. */
export interface TryLimits {
  /** Of codes that begin alike, which is as much as aimed at one badge. */
  readonly perBadge: number;
  /** From one address. Loose, because a whole hall may stand behind one. */
  readonly perAddress: number;
  /** From all addresses that are within their limit together; those beyond it have as many among them. */
  readonly overall: number;
}

/** The failed sign-ins of the last minute. */
export interface SignInLimiter {
  /** @param badge how the code begins, or null of what can be no code */
  take(address: string, badge: string | null): Try;
}

/** One sign-in. */
interface Try {
  /** Whether the code may be looked at; if not, the right one would get the same answer. */
  readonly isOpen: boolean;
  /** In how many seconds its address, or its badge, is within its limit again; null when it is. */
  readonly waitSeconds: number | null;
  /** A try that succeeded does not count. */
  giveBack(): void;
}

interface Bucket {
  left: number;
  at: number;
}

/** Limits where nobody has set others. Of 60-bit codes 3000 guesses a minute find one of a thousand in 700,000 years. */
export const usualLimits: TryLimits = { perBadge: 10, perAddress: 300, overall: 1500 };

const minuteMs = 60_000;
/**
 * Token buckets, full at first, refilled evenly, so that after a burst of `n` a minute passes before another burst of
 * `n`. An address over its own limit takes nothing from those within theirs. It goes on from a bucket for all who are
 * over: in a hall, the right codes of many come from the address of one who guesses, and are still let in.
 */
export function limitSignIns(limits: TryLimits = usualLimits): SignInLimiter {
  const full = (perMinute: number): Bucket => ({ left: perMinute, at: now().getTime() });
  const within = full(limits.overall);
  const beyond = full(limits.overall);
  const byAddress = new Map<string, Bucket>();
  const byBadge = new Map<string, Bucket>();

  const bucketOf = (buckets: Map<string, Bucket>, name: string, perMinute: number): Bucket => {
    // Only what took from `within` or `beyond` is kept, and a minute later none of it is: the maps stay small.
    if (buckets.size >= 4 * limits.overall) {
      for (const [each, bucket] of buckets) if (refilled(bucket, perMinute).left >= perMinute) buckets.delete(each);
    }
    return refilled(buckets.get(name) ?? full(perMinute), perMinute);
  };
  const closed = (bucket: Bucket, perMinute: number): Try => {
    return { isOpen: false, waitSeconds: waitSeconds(bucket, perMinute), giveBack: () => undefined };
  };

  return {
    take(address, badge) {
      const { perBadge, perAddress, overall } = limits;
      const network = networkOf(address);
      const own = bucketOf(byAddress, network, perAddress);
      const aimed = bucketOf(byBadge, badge ?? '', perBadge);
      if (badge !== null && aimed.left < 1) return closed(aimed, perBadge);
      const isOver = own.left < 1;
      const shared = refilled(isOver ? beyond : within, overall);
      if (shared.left < 1) return closed(shared, overall);

      const taken: [Bucket, number][] = [[shared, overall]];
      if (!isOver) taken.push([own, perAddress]);
      if (badge !== null) taken.push([aimed, perBadge]);
      for (const [bucket] of taken) bucket.left -= 1;
      byAddress.set(network, own);
      if (badge !== null) byBadge.set(badge, aimed);
      return {
        isOpen: true,
        waitSeconds: isOver ? waitSeconds(own, perAddress) : null,
        giveBack() {
          for (const [bucket, perMinute] of taken) bucket.left = Math.min(perMinute, bucket.left + 1);
        },
      };
    },
  };
}

function refilled(bucket: Bucket, perMinute: number): Bucket {
  const at = now().getTime();
  // A clock set back takes nothing away.
  bucket.left = Math.min(perMinute, bucket.left + (Math.max(0, at - bucket.at) * perMinute) / minuteMs);
  bucket.at = at;
  return bucket;
}

function waitSeconds({ left }: Bucket, perMinute: number): number {
  return Math.ceil(((1 - left) * 60) / perMinute);
}
