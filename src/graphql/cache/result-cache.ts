/** A serialised answer to a query. */
export interface CachedAnswer {
  /** UTF-8, shared by everybody it is sent to. */
  readonly body: Buffer;
  /** False for an answer that is nobody else's, such as one with errors. */
  readonly reusable: boolean;
}

export interface ResultCacheOptions {
  /** What all reusable answers are true at; asked anew for each request (log/log-version). */
  readonly readVersion: () => Promise<string>;
  /** Bytes that keys and bodies may take together; 0 keeps nothing. */
  readonly maxBytes: number;
  /**
   * Longest time an answer is given again, in milliseconds. Acts are seen at once whatever it is: it bounds how long a
   * change made by hand in the database, past every log, stays unseen.
   */
  readonly maxAgeMs: number;
}

interface Kept {
  readonly version: string;
  readonly body: Buffer;
  readonly untilMs: number;
  readonly bytes: number;
}

interface Making {
  readonly version: string;
  readonly answer: Promise<CachedAnswer>;
}

/** Longest time answers are given again here; it bounds only what was changed past every log. */
export const maxAgeMs = 10_000;

/** What an entry takes beside its texts. */
const entryBytes = 300;

/**
 * Answers to queries, given again for as long as no log has grown. Exact: the version is read after the request came,
 * and an answer is given again only if it was made after the same version was read. An act between the two would have
 * changed it, since acts append to their log in the transaction in which they write.
 * Equal requests that come while their answer is being made wait for it under the same condition.
 */
export class ResultCache {
  private readonly kept = new Map<string, Kept>();
  private readonly making = new Map<string, Making>();
  private bytes = 0;
  /** Requests answered without executing anything, since the start. */
  hits = 0;

  constructor(private readonly options: ResultCacheOptions) {}

  /** Bytes taken, about. */
  get size(): number {
    return this.bytes;
  }

  /** The body for `key`, made by `make` unless there is one. `key` must tell apart all that may differ in what they see. */
  async answer(key: string, make: () => Promise<CachedAnswer>): Promise<Buffer> {
    const version = await this.options.readVersion();
    const kept = this.lookUp(key, version);
    if (kept !== null) return kept;
    const running = this.making.get(key);
    if (running?.version === version) {
      const shared = await running.answer.catch(() => null);
      if (shared?.reusable) {
        this.hits += 1;
        return shared.body;
      }
      return (await make()).body;
    }
    return this.makeAndKeep(key, version, make);
  }

  private async makeAndKeep(key: string, version: string, make: () => Promise<CachedAnswer>): Promise<Buffer> {
    const making = { version, answer: make() };
    this.making.set(key, making);
    try {
      const { body, reusable } = await making.answer;
      // Of two that were made at once, the one asked for last stays.
      if (reusable && this.making.get(key) === making) this.keep(key, version, body);
      return body;
    } finally {
      if (this.making.get(key) === making) this.making.delete(key);
    }
  }

  private lookUp(key: string, version: string): Buffer | null {
    const entry = this.kept.get(key);
    if (!entry) return null;
    this.kept.delete(key);
    if (entry.version !== version || entry.untilMs < performance.now()) {
      this.bytes -= entry.bytes;
      return null;
    }
    // Used again: moved to the end, so that the longest unused goes first.
    this.kept.set(key, entry);
    this.hits += 1;
    return entry.body;
  }

  private keep(key: string, version: string, body: Buffer): void {
    this.remove(key);
    const bytes = 2 * key.length + body.length + entryBytes;
    // One answer must not throw out most of the others.
    if (bytes > this.options.maxBytes / 4) return;
    this.kept.set(key, { version, body, untilMs: performance.now() + this.options.maxAgeMs, bytes });
    this.bytes += bytes;
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= this.options.maxBytes) break;
      this.remove(oldest);
    }
  }

  private remove(key: string): void {
    const entry = this.kept.get(key);
    if (!entry) return;
    this.kept.delete(key);
    this.bytes -= entry.bytes;
  }
}
