import { createClient } from '@redis/client';
import type { CommitNotifier } from '../../database/database';
import { type Notifier, notificationChannel, type OnNotification, passOn, reconnectMs } from './notification';

export interface RedisNotifierOptions {
  readonly onNotification: OnNotification;
  /** Hears one line when Redis is lost, or not there at the start, and one when it is back. */
  readonly warn: (line: string) => void;
  /** How often the connection is tried, in milliseconds; silent for thrice as long it is given up. */
  readonly heartbeatMs?: number;
}

export interface RedisNotifier extends Notifier {
  /** Notifies everybody who listens to the same Redis. */
  readonly commitNotifier: CommitNotifier;
}

/** Notifications that may wait for an answer; more are not sent. */
const unanswered = 1_000;

/**
 * Listens and publishes on one connection to Redis or Valkey until closed; RESP3 lets it do both. Connects again whenever
 * the connection is lost or silent. Nothing here throws or waits for Redis: a notification is a hint.
 */
export function connectToRedis(
  url: string,
  { onNotification, warn, heartbeatMs = 5_000 }: RedisNotifierOptions,
): RedisNotifier {
  const client = clientOf(url, heartbeatMs);
  let subscribed = false;
  /** What the operator was told last; null: nothing yet. */
  let toldUp: boolean | null = null;
  let isUp = false;

  const up = () => {
    isUp = true;
    if (toldUp === false) warn('Redis is back: notifications go through it again.');
    toldUp = true;
    onNotification(null);
  };
  const down = (error: unknown) => {
    isUp = false;
    if (toldUp === false) return;
    toldUp = false;
    const why = error instanceof Error ? error.message || error.name : String(error);
    warn(`Redis cannot be used (${why}): notifications go through PostgreSQL until it is back. Check REDIS_URL.`);
  };
  const subscribe = async () => {
    try {
      // The client subscribes again by itself after a reconnect, before it is ready.
      if (!subscribed) await client.subscribe(notificationChannel, (words) => passOn(words, onNotification));
      subscribed = true;
      if (client.isReady) up();
    } catch (error) {
      if (client.isOpen) down(error);
    }
  };
  client.on('ready', () => void subscribe());
  client.on('error', (error: unknown) => {
    if (!client.isReady) down(error);
  });
  client.connect().catch(() => undefined);

  return {
    get isUp() {
      return isUp;
    },
    commitNotifier: {
      get isUp() {
        return isUp;
      },
      notify(stream, sequence) {
        client.publish(notificationChannel, `${stream} ${sequence}`).catch((error: unknown) => {
          if (client.isOpen) down(error);
        });
      },
    },
    async close() {
      isUp = false;
      if (client.isOpen) client.destroy();
    },
  };
}

function clientOf(url: string, heartbeatMs: number) {
  return createClient({
    url,
    RESP: 3,
    name: 'giaouoc-notifier',
    disableOfflineQueue: true,
    commandsQueueMaxLength: unanswered,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    pingInterval: heartbeatMs,
    socket: { connectTimeout: 5_000, socketTimeout: 3 * heartbeatMs, reconnectStrategy: reconnectMs },
  });
}
