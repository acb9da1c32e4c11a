/** How sure the page is that what it shows is what is: see `Contact`. */
export type ContactState = 'connecting' | 'live' | 'stale' | 'offline';

export interface ContactSnapshot {
  readonly state: ContactState;
  /** When the server was last heard, on this machine's clock (`Date.now()`); null before the first time. */
  readonly lastContactAt: number | null;
  /** How changes come; null while that is not known. */
  readonly by: 'websocket' | 'sse' | null;
  /** The server turned this page away because the session has too many of them open (4429). */
  readonly crowded: boolean;
}

/** A number on screen is marked once the server was silent for so long, in milliseconds. */
const staleMs = 3_000;
/** After so long the page says that it is cut off, in milliseconds. */
const offlineMs = 10_000;

/**
 * When the server was last heard, and what follows from it:
 * connecting (not heard yet, for less than 3 s) → live (heard within 3 s) → stale (silent for 3 s) → offline (silent for
 * 10 s, or the browser says that there is no network). Any contact leads back to live.
 */
export class Contact {
  private snapshot: ContactSnapshot = { state: 'connecting', lastContactAt: null, by: null, crowded: false };
  private readonly heard = new Set<() => void>();
  private readonly beganAt: number;
  private network = true;

  constructor(private readonly now: () => number = Date.now) {
    this.beganAt = now();
  }

  /** The server was heard just now, in this way. */
  hear(by: 'websocket' | 'sse'): void {
    this.network = true;
    this.show({ state: 'live', lastContactAt: this.now(), by, crowded: false });
  }

  /** The server turned this page away for having too many beside it; the next contact says otherwise. */
  crowd(): void {
    this.show({ ...this.snapshot, crowded: true });
  }

  /** The browser lost its network, or has one again. */
  setNetwork(up: boolean): void {
    this.network = up;
    this.look();
  }

  /** Sees what has become of the last contact; called often. */
  look(): void {
    const { lastContactAt } = this.snapshot;
    const silentMs = this.now() - (lastContactAt ?? this.beganAt);
    this.show({ ...this.snapshot, state: this.stateAfter(silentMs, lastContactAt !== null) });
  }

  readonly get = (): ContactSnapshot => this.snapshot;

  readonly subscribe = (hear: () => void): (() => void) => {
    this.heard.add(hear);
    return () => this.heard.delete(hear);
  };

  private stateAfter(silentMs: number, known: boolean): ContactState {
    if (!this.network || silentMs >= offlineMs) return 'offline';
    if (silentMs >= staleMs) return 'stale';
    return known ? 'live' : 'connecting';
  }

  private show(next: ContactSnapshot): void {
    const { state, lastContactAt, by, crowded } = this.snapshot;
    this.snapshot = next;
    // Only what a screen shows: a contact that changes nothing draws nothing.
    const same = state === next.state && by === next.by && crowded === next.crowded;
    if (same && (state === 'live' || lastContactAt === next.lastContactAt)) return;
    for (const hear of this.heard) hear();
  }
}
