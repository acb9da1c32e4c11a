import { LRUCache } from 'lru-cache';
import type { Version } from '../../log/log-version';
import type { Result } from '../result';

export interface ResultCacheOptions {
  /** What all results are true at; asked anew for each request (log/log-version). */
  readonly readVersion: (streams: readonly string[]) => Promise<Version>;
  /** Bytes that keys and bodies may take together. */
  readonly maxBytes: number;
  /**
   * Longest time a result is given again, in milliseconds. Acts are seen at once whatever it is: it bounds how long a
   * change made by hand in the database, past every log, stays unseen.
   */
  readonly maxAgeMs: number;
}

interface Kept {
  readonly version: string;
  readonly result: Result;
}

/** Longest time results are given again here; it bounds only what was changed past every log. */
export const maxAgeMs = 10_000;

/** What an entry takes beside its texts, in bytes. */
const entryBytes = 300;
/** Keys of which it is remembered which logs their results depend on. */
const keptStreams = 20_000;

/**
 * Results of queries, given again for as long as no log they depend on has grown. Exact: the version is read after the
 * request came, and a result is given again only if it was made after the same version was read. An act between the two
 * would have changed it, since acts append to their log in the transaction in which they write.
 * Which logs a result depends on is known once it was made; until then it depends on all.
 * Equal requests that come while their result is being made wait for it under the same condition.
 */
export class ResultCache {
  private readonly kept: LRUCache<string, Kept>;
  private readonly streams = new LRUCache<string, readonly string[]>({ max: keptStreams });
  private readonly making = new Map<string, { readonly version: string; readonly result: Promise<Result> }>();
  /** Requests answered without executing anything, since the start. */
  hits = 0;

  constructor(private readonly options: ResultCacheOptions) {
    this.kept = new LRUCache({
      maxSize: options.maxBytes,
      // One result must not throw out most of the others.
      maxEntrySize: Math.ceil(options.maxBytes / 4),
      sizeCalculation: ({ result }, key) => 2 * key.length + 3 * result.body.text.length + entryBytes,
      ttl: options.maxAgeMs,
    });
  }

  /** Bytes taken, about. */
  get size(): number {
    return this.kept.calculatedSize;
  }

  /** The result for `key`, made by `make` unless there is one. `key` must tell apart all that may differ in what they see. */
  async answer(key: string, make: () => Promise<Result>): Promise<Result> {
    const streams = this.streams.get(key);
    const read = await this.options.readVersion(streams ?? []);
    const version = (streams && read.of(streams)) ?? read.total;
    const kept = this.kept.get(key);
    if (kept && (kept.version === version || kept.version === read.total)) {
      // Nothing at all has happened since it was made: from now on it depends on its own logs alone.
      if (kept.version !== version) this.kept.set(key, { ...kept, version });
      this.hits += 1;
      return kept.result;
    }
    const running = this.making.get(key);
    if (running?.version !== version) return this.makeAndKeep(key, version, make);
    const shared = await running.result.catch(() => null);
    if (!shared?.isReusable) return make();
    this.hits += 1;
    return shared;
  }

  private async makeAndKeep(key: string, version: string, make: () => Promise<Result>): Promise<Result> {
    const making = { version, result: make() };
    this.making.set(key, making);
    try {
      const result = await making.result;
      // Of two that were made at once, the one asked for last stays.
      if (result.isReusable && this.making.get(key) === making) this.keep(key, version, result);
      return result;
    } finally {
      if (this.making.get(key) === making) this.making.delete(key);
    }
  }

  private keep(key: string, version: string, result: Result): void {
    if (result.streams === null) this.streams.delete(key);
    else this.streams.set(key, result.streams);
    this.kept.set(key, { version, result });
  }
}
