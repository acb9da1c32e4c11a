import { now } from '../clock';
import type { Authenticated } from '../graphql/authorize/viewer';
import type { Entry } from '../log/read-since';
import { systemStream } from '../log/system-stream';
import type { LogTailer } from '../log/tailer';
import { type Topic, topics } from '../log/topics';
import type { ConnectedAccounts } from '../subscriptions/connected-accounts';

/** Ends a connection, saying why in a few words. */
export type End = (reason: string) => void;

/** Kinds of entries of the system stream that end the connections of its topics. */
const endings = new Set(['sessionRevoked', 'accountRevoked', 'accountRecovered', 'apiKeyLimited']);

/** The longest timer there is, in milliseconds. */
const longestMs = 2 ** 31 - 1;

interface Open {
  readonly end: End;
  readonly topics: readonly Topic[];
  /** Null for the public. */
  readonly accountId: string | null;
  expiry: NodeJS.Timeout | null;
}

/**
 * Open sockets and event streams of this process by session and by account: bounded in number for each session, and
 * ended when the session or the account ends. Whoever adds one authenticates again afterwards: a revocation that came
 * in between was heard by nobody.
 */
export class Connections {
  private readonly open = new Map<object, Open>();
  private readonly byTopic = new Map<Topic, Set<object>>();

  /**
   * @param limit connections one session may hold open
   * @param online is told whose they are
   */
  constructor(
    private readonly limit: number,
    private readonly online: ConnectedAccounts,
  ) {}

  /** How many are open, those of the public too. */
  get size(): number {
    return this.open.size;
  }

  /** Keeps a connection until it is removed. False, and nothing kept, when its session has too many already. */
  add(connection: object, viewer: Authenticated, end: End): boolean {
    const topics = topicsOf(viewer);
    if (topics[0] && (this.byTopic.get(topics[0])?.size ?? 0) >= this.limit) return false;
    for (const topic of topics) {
      const set = this.byTopic.get(topic) ?? new Set();
      this.byTopic.set(topic, set.add(connection));
    }
    const { accountId } = viewer;
    if (accountId) this.online.come({ ...viewer, accountId });
    this.open.set(connection, { end, topics, accountId, expiry: null });
    if (viewer.expiresAt) this.expireAt(connection, viewer.expiresAt);
    return true;
  }

  remove(connection: object): void {
    const known = this.open.get(connection);
    if (!known) return;
    this.open.delete(connection);
    if (known.expiry) clearTimeout(known.expiry);
    if (known.accountId) this.online.leave(known.accountId);
    for (const topic of known.topics) {
      const set = this.byTopic.get(topic);
      set?.delete(connection);
      if (set?.size === 0) this.byTopic.delete(topic);
    }
  }

  /** Ends the connections of sessions and accounts as soon as the system stream says so. Returns what stops that. */
  async follow(tailer: LogTailer): Promise<() => void> {
    const followed = await tailer.follow(systemStream, (entries) => {
      for (const entry of entries) {
        if (endings.has(entry.kind)) this.endAll(entry.topics);
        if (entry.kind === 'apiKeyRotated') this.expireAll(entry);
      }
    });
    return () => followed.leave();
  }

  /** The old key ends when the entry says so (auth/events). */
  private expireAll({ body, topics }: Entry): void {
    const { data } = JSON.parse(body) as { data: { old: { expiresAt: string } } };
    const at = new Date(data.old.expiresAt);
    for (const topic of topics) for (const connection of this.byTopic.get(topic) ?? []) this.expireAt(connection, at);
  }

  private expireAt(connection: object, at: Date): void {
    const known = this.open.get(connection);
    if (!known) return;
    if (known.expiry) clearTimeout(known.expiry);
    const leftMs = at.getTime() - now().getTime();
    const passed = () => (leftMs > longestMs ? this.expireAt(connection, at) : known.end('session ended'));
    known.expiry = setTimeout(passed, Math.min(leftMs, longestMs));
    known.expiry.unref();
  }

  private endAll(topics: readonly Topic[]): void {
    for (const topic of topics) {
      for (const connection of [...(this.byTopic.get(topic) ?? [])]) this.open.get(connection)?.end('session revoked');
    }
  }
}

/** The session first; none for the public. */
function topicsOf(viewer: Authenticated): readonly Topic[] {
  if (!viewer.sessionId || !viewer.accountId) return [];
  return [topics.session(viewer.sessionId), topics.account(viewer.accountId)];
}
