import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { type Notifier, notificationChannel, type OnNotification, passOn, reconnectMs } from './notification';

/** How often the connection is tried, in milliseconds; without an answer for as long it is given up. */
const usualHeartbeatMs = 5_000;

/**
 * Listens to NOTIFY on a connection of its own until closed, and connects again whenever that is lost or has gone
 * silent: a network that swallows packets would otherwise be noticed after hours.
 */
export function listenToPostgres(url: string, notify: OnNotification, heartbeatMs = usualHeartbeatMs): Notifier {
  const closing = new AbortController();
  let isUp = false;
  const heard = (up: boolean) => {
    isUp = up;
  };
  const running = listenForEver({ url, notify, heartbeatMs, heard }, closing.signal);
  return {
    get isUp() {
      return isUp;
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}

interface Listening {
  readonly url: string;
  readonly notify: OnNotification;
  readonly heartbeatMs: number;
  /** Told when notifications begin and cease to be heard. */
  readonly heard: (up: boolean) => void;
}

async function listenForEver(listening: Listening, closing: AbortSignal): Promise<void> {
  let failures = 0;
  while (!closing.aborted) {
    failures = (await listenOnce(listening, closing)) ? 0 : failures + 1;
    await pause(reconnectMs(failures), closing);
  }
}

/** One connection, from connect to its end; true when it got as far as listening. Never throws. */
async function listenOnce(
  { url, notify, heartbeatMs, heard: tell }: Listening,
  closing: AbortSignal,
): Promise<boolean> {
  const socket = new Socket();
  const client = new Client({
    connectionString: url,
    application_name: 'giaouoc notifier',
    connectionTimeoutMillis: 5_000,
    query_timeout: heartbeatMs,
    stream: () => socket,
  });
  // An error is always followed by the end of the connection; unheard, it would end the process.
  client.on('error', () => undefined);
  client.on('notification', ({ payload }) => passOn(payload, notify));
  // Not client.end(), which waits for the other side; it may be gone for good.
  const cut = () => void socket.destroy();
  const over = new AbortController();
  socket.once('close', () => over.abort());
  closing.addEventListener('abort', cut, { once: true });
  let heard = false;
  try {
    await client.connect();
    await client.query(`listen ${notificationChannel}`);
    heard = true;
    tell(true);
    notify(null);
    while (!over.signal.aborted) {
      await pause(heartbeatMs, over.signal);
      if (!over.signal.aborted) await client.query('select');
    }
  } catch {
    // Refused, lost or silent: the caller connects again.
  } finally {
    tell(false);
    closing.removeEventListener('abort', cut);
    cut();
  }
  return heard;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
}
