import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** What this file knows of `ws` 8 beyond its public face; where it is otherwise, `ws` sends. */
interface Insides {
  readonly _socket?: Socket | null;
  readonly _sender?: { readonly _state?: number; readonly _firstFragment?: boolean };
}

/** The TCP socket of a `ws` that writes each message to it straight away, unchanged and in one frame; else null. */
export function plainSocket(ws: WebSocket): Socket | null {
  const { _socket: tcp, _sender: sender } = ws as unknown as Insides;
  const plain = ws.extensions === '' && sender?._state === 0 && sender._firstFragment === true;
  return plain && tcp && typeof tcp.write === 'function' && typeof tcp.writableLength === 'number' ? tcp : null;
}

/**
 * What is sent to a socket from now until the end of this turn of the event loop goes out together: an answer and the
 * message that it was the last are one system call, and one wake-up of the client.
 */
export function sendTogether(ws: WebSocket): void {
  const tcp = plainSocket(ws);
  if (!tcp || tcp.writableCorked > 0) return;
  tcp.cork();
  // Comes after all promises that are settled by now, and those that they settle.
  process.nextTick(() => tcp.uncork());
}
