/** Hears that logs have grown. A notification is only a hint: whoever gets it reads the log. */
export interface Notifier {
  /** Whether notifications are heard now. */
  readonly isUp: boolean;
  /** Closes soon, whatever the state of its connections. */
  close(): Promise<void>;
}

/**
 * Called with a log's id and, where it is known, its new end; or with null after each connect, because notifications
 * sent while nobody listened were not heard. Must not throw.
 */
export type OnNotification = (stream: string | null, sequence?: number) => void;

/** Channel of notifications, in PostgreSQL and in Redis; a message is `<stream> <sequence>` (log/append). */
export const notificationChannel = 'giaouoc_log';

/** Passes a message on; one that makes no sense counts for all logs. */
export function passOn(message: string | undefined, notify: OnNotification): void {
  const [stream, end] = message?.split(' ', 2) ?? [];
  if (!stream) notify(null);
  else if (end !== undefined && /^\d{1,15}$/.test(end)) notify(stream, Number(end));
  else notify(stream);
}

/** Wait before connecting again after `failures` in a row, in milliseconds: from 0.05 s up to 2 s, with jitter. */
export function reconnectMs(failures: number): number {
  return Math.min(2_000, 100 * 2 ** Math.min(failures, 10)) * (0.5 + Math.random() / 2);
}
