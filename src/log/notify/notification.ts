/** Hears that logs have grown. It only rings: whoever hears it reads the log. */
export interface Doorbell {
  /** Whether rings are heard now. */
  readonly isUp: boolean;
  /** Soon, and whatever the state of its connections. */
  close(): Promise<void>;
}

/**
 * What a doorbell does: a log's id and, where it is known, its new end; or null after each connect, because what rang
 * while nobody listened was not heard. Must not throw.
 */
export type Ring = (stream: string | null, sequence?: number) => void;

/** Where rings travel, in PostgreSQL and in Redis; the words of a ring are `<stream> <sequence>` (log/append). */
export const ringChannel = 'giaouoc_log';

/** Passes the words of a ring on; words that make no sense ring for everything. */
export function ringBy(words: string | undefined, ring: Ring): void {
  const [stream, end] = words?.split(' ', 2) ?? [];
  if (!stream) ring(null);
  else if (end !== undefined && /^\d{1,15}$/.test(end)) ring(stream, Number(end));
  else ring(stream);
}

/** Wait before connecting again after `failures` in a row, in milliseconds: from 0.05 s up to 2 s, with jitter. */
export function reconnectMs(failures: number): number {
  return Math.min(2_000, 100 * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2);
}
