import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** How far a socket had come when it was looked at, and since when. */
interface Stand {
  readonly left: string;
  readonly sinceMs: number;
}

/**
 * Tells which sockets take nothing of what waits for them. Outbound queues see to theirs (subscriptions/outbound-queue);
 * answers have none.
 */
export class Stalls {
  /** Of those for which something waits. */
  private readonly stands = new WeakMap<WebSocket, Stand>();

  /** @param stallMs longest something may wait without a byte of it leaving */
  constructor(private readonly stallMs: number) {}

  /** Whether none of what waits has left for too long; asked while something waits. */
  isStalled(socket: WebSocket): boolean {
    const left = leftOf(socket);
    const before = this.stands.get(socket);
    if (before?.left === left) return performance.now() - before.sinceMs >= this.stallMs;
    this.stands.set(socket, { left, sinceMs: performance.now() });
    return false;
  }

  /** Nothing waits for it. */
  drained(socket: WebSocket): void {
    this.stands.delete(socket);
  }
}

/** What this file knows of the TCP socket below `ws` 8 and Node; where it is otherwise, what waits is all there is to go by. */
interface Insides {
  readonly _socket?: Socket & { readonly _handle?: { readonly writeQueueSize?: number } | null };
}

/** Changes whenever bytes leave: those of all finished writes, and what the one under way still has to send. */
function leftOf(socket: WebSocket): string {
  const { _socket: tcp } = socket as unknown as Insides;
  if (!tcp) return String(socket.bufferedAmount);
  return `${tcp.bytesWritten - tcp.writableLength} ${tcp._handle?.writeQueueSize ?? 0}`;
}
