import type { DataSource } from 'typeorm';
import { hangBell } from './after-commit';
import { hangNotifyDoorbell } from './postgres';
import { hangRedisDoorbell } from './redis';
import type { Doorbell, Ring } from './notification';

export interface DoorbellOptions {
  readonly databaseUrl: string;
  /** Null: NOTIFY alone. */
  readonly redisUrl: string | null;
  /** Whose commits are to ring. */
  readonly db: DataSource;
  readonly ring: Ring;
  /** Hears one line for the operator when Redis is lost and when it is back. */
  readonly warn: (line: string) => void;
}

/**
 * Hangs this node's doorbell; until it is closed the loss of any connection is mended and never thrown.
 * With Redis, commits through `db` ring there. NOTIFY is listened to all the same: commands of the operator ring by it,
 * and so does every commit while Redis is away.
 */
export function hangDoorbell({ databaseUrl, redisUrl, db, ring, warn }: DoorbellOptions): Doorbell {
  const notify = hangNotifyDoorbell(databaseUrl, ring);
  if (redisUrl === null) return notify;
  const redis = hangRedisDoorbell(redisUrl, { ring, warn });
  hangBell(db, redis.bell);
  return {
    get isUp() {
      return redis.isUp || notify.isUp;
    },
    async close() {
      await Promise.all([notify.close(), redis.close()]);
    },
  };
}
