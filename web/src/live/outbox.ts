import { usualHint, waitMs } from 'giaouoc-client';
import { acknowledged, isPending, type OutboxEntry, type Receipt, type Refusal } from './outbox-entry';

/** What sending came to. `later`: no answer, or one that says to try again; the same key is safe to send. */
export type Sent =
  | { readonly is: 'done'; readonly receipt: Receipt }
  | { readonly is: 'refused'; readonly refusal: Refusal }
  | { readonly is: 'later' };

export interface OutboxSnapshot {
  /** The newest last. */
  readonly entries: readonly OutboxEntry[];
  /** The last try got no answer: what is pending is kept on this machine. */
  readonly waiting: boolean;
  /** False when the browser stores nothing: then a closed page loses what is pending. */
  readonly stored: boolean;
}

/** How long another tab of the same delegate is left to send what it has just been given, in milliseconds. */
const otherTabMs = 4_000;
/** Entries kept on the machine; the oldest that are settled go first. */
const mostKept = 300;

/**
 * What one delegate has confirmed on this machine, with what became of it. Pending entries are sent until they have an
 * answer: at once, again after jittered waits, when the network is back, and after a reload. All tabs share one store:
 * each subject has one standing entry, and while one tab sends it the others leave it alone. Should two send it after
 * all, the server does it once, by its key.
 */
export class Outbox {
  private snapshot: OutboxSnapshot;
  private readonly heard = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private tries = 0;
  private busy = false;
  private running = false;

  private readonly place: string;

  constructor(
    delegateId: string,
    private readonly send: (entry: OutboxEntry) => Promise<Sent>,
  ) {
    this.place = placeOf(delegateId);
    this.snapshot = { entries: read(this.place) ?? [], waiting: false, stored: true };
  }

  readonly get = (): OutboxSnapshot => this.snapshot;

  readonly subscribe = (hear: () => void): (() => void) => {
    this.heard.add(hear);
    return () => this.heard.delete(hear);
  };

  /** Begins to send, and to follow the other tabs. Returns what stops that. */
  start(): () => void {
    this.running = true;
    const follow = (event: StorageEvent) => {
      if (event.key !== this.place) return;
      this.show({ entries: read(this.place) ?? [] });
      if (this.pending.length > 0) this.later(otherTabMs);
    };
    addEventListener('storage', follow);
    this.nudge();
    return () => {
      this.running = false;
      removeEventListener('storage', follow);
      if (this.timer) clearTimeout(this.timer);
      this.timer = null;
    };
  }

  /**
   * Keeps and sends a new entry, unless its subject has one that stands already, from another tab perhaps. `instead`
   * names one that stands no more: a signature that was withdrawn.
   */
  add(entry: OutboxEntry, instead: string | null = null): void {
    this.change((entries) => {
      const standing = entries.some(
        ({ key, subjectId, refusal }) => subjectId === entry.subjectId && !refusal && key !== instead,
      );
      if (standing) return entries;
      return [...entries.filter(({ subjectId }) => subjectId !== entry.subjectId), entry];
    });
    this.nudge();
  }

  /** Lets go of an entry that was refused, so that another can be made. */
  discard(key: string): void {
    this.change((entries) => entries.filter((entry) => entry.key !== key || !entry.refusal));
  }

  /** There may be a way to the server again: sends what is pending now. */
  nudge(): void {
    if (!this.running || this.busy || this.pending.length === 0) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    void this.sendAll();
  }

  private get pending(): readonly OutboxEntry[] {
    return this.snapshot.entries.filter(isPending);
  }

  private async sendAll(): Promise<void> {
    this.busy = true;
    let waits = false;
    for (const entry of this.pending) {
      const sent = await alone(`${this.place}.${entry.key}`, () => this.send(entry));
      if (sent === null || sent.is === 'later') {
        waits = true;
        if (sent) this.show({ waiting: true });
        continue;
      }
      this.change((entries) => entries.map((each) => (each.key === entry.key ? settled(each, sent) : each)));
    }
    this.busy = false;
    if (waits) return this.later(waitMs(this.tries++, usualHint));
    this.tries = 0;
    this.show({ waiting: false });
    this.nudge();
  }

  private later(ms: number): void {
    if (!this.running) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.nudge();
    }, ms);
  }

  /** Changes what all tabs hold: from what stands in the store, not from what this tab last saw. */
  private change(next: (entries: readonly OutboxEntry[]) => readonly OutboxEntry[]): void {
    const entries = trimmed(next(read(this.place) ?? this.snapshot.entries));
    this.show({ entries, stored: write(this.place, entries) });
  }

  private show(changes: Partial<OutboxSnapshot>): void {
    this.snapshot = { ...this.snapshot, ...changes };
    for (const hear of this.heard) hear();
  }
}

/** The ballots and signatures of a delegate that this machine holds and that were not sent. */
export function pendingAt(delegateId: string): readonly OutboxEntry[] {
  return (read(placeOf(delegateId)) ?? []).filter(isPending);
}

/** Name in the browser's store, one for each delegate. */
function placeOf(delegateId: string): string {
  return `giaouoc.outbox.${delegateId}`;
}

/** An answer that came first stands: another tab may have had it. */
function settled(entry: OutboxEntry, sent: Exclude<Sent, { is: 'later' }>): OutboxEntry {
  if (entry.receipt) return entry;
  return sent.is === 'done' ? acknowledged(entry, sent.receipt) : { ...entry, refusal: sent.refusal };
}

function trimmed(entries: readonly OutboxEntry[]): readonly OutboxEntry[] {
  const surplus = new Set(
    entries.filter((entry) => !isPending(entry)).slice(0, Math.max(0, entries.length - mostKept)),
  );
  return surplus.size === 0 ? entries : entries.filter((entry) => !surplus.has(entry));
}

/** Null when another tab is at it. Where there are no locks (plain http) the key alone keeps it from being done twice. */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T | null> {
  if (!navigator.locks) return work();
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : null));
}

/** Null when the browser stores nothing. */
function read(place: string): readonly OutboxEntry[] | null {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '[]') as readonly OutboxEntry[];
  } catch {
    return null;
  }
}

function write(place: string, entries: readonly OutboxEntry[]): boolean {
  try {
    localStorage.setItem(place, JSON.stringify(entries));
    return true;
  } catch {
    return false;
  }
}
