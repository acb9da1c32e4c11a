import type { Database } from '../../database/database';
import { notifyAfterCommits } from './after-commit';
import type { Notifier, OnNotification } from './notification';
import { listenToPostgres } from './postgres';

export interface NotifierOptions {
  readonly databaseUrl: string;
  /** Null: NOTIFY alone. */
  readonly redisUrl: string | null;
  /** Whose commits are to be notified of. */
  readonly db: Database;
  readonly onNotification: OnNotification;
  /** Hears one line for the operator when Redis is lost and when it is back. */
  readonly warn: (line: string) => void;
}

/**
 * Starts this node's notifier; until it is closed the loss of any connection is mended and never thrown.
 * With Redis, commits through `db` notify there. NOTIFY is listened to all the same: commands of the operator notify by it,
 * and so does every commit while Redis is away.
 */
export function startNotifier({ databaseUrl, redisUrl, db, onNotification, warn }: NotifierOptions): Notifier {
  const listener = listenToPostgres(databaseUrl, onNotification);
  if (redisUrl === null) return listener;
  // Loaded only where it is used: the client for Redis is a sixth of the modules of a server.
  const { connectToRedis } = require('./redis') as typeof import('./redis');
  const redis = connectToRedis(redisUrl, { onNotification, warn });
  notifyAfterCommits(db, redis.commitNotifier);
  return {
    get isUp() {
      return redis.isUp || listener.isUp;
    },
    async close() {
      await Promise.all([listener.close(), redis.close()]);
    },
  };
}
