import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

export interface HeartbeatOptions {
  /** Least time between two pings of one socket, in milliseconds. */
  readonly everyMs: number;
  /** Most pings a second over all sockets: with more of them than `everyMs` allows, each is asked less often. */
  readonly perSecond: number;
  /** Longest something may wait for a socket without a byte of it leaving, in milliseconds. Default 30 000. */
  readonly stallMs?: number;
}

const tickMs = 250;
const usualStallMs = 30_000;

/** How far a socket had come when it was looked at, and since when. */
interface Stand {
  readonly left: string;
  readonly sinceMs: number;
}

/**
 * Finds sockets whose peer has vanished without a word: each is pinged in its turn, and ended when it has not answered
 * by its next turn. One for which something waits is not asked, as the question would wait behind the rest; it is ended
 * when none of that has left for `stallMs`. One timer for all, so that ten thousand sockets cost neither a timer each nor their pings at once.
 */
export class Heartbeat {
  private readonly timer: NodeJS.Timeout;
  private readonly asked = new WeakSet<WebSocket>();
  /** Of those for which something waits. */
  private readonly stands = new WeakMap<WebSocket, Stand>();
  private round: Iterator<WebSocket> | null = null;
  private roundStartedAtMs = 0;
  private readonly heard: (this: WebSocket) => void;

  constructor(
    private readonly sockets: ReadonlySet<WebSocket>,
    private readonly options: HeartbeatOptions,
  ) {
    const { asked } = this;
    this.heard = function heard(this: WebSocket) {
      asked.delete(this);
    };
    this.timer = setInterval(() => this.tick(), tickMs);
    this.timer.unref();
  }

  /** Listens to a new socket's answers. */
  add(socket: WebSocket): void {
    socket.on('pong', this.heard);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    const { everyMs, perSecond } = this.options;
    if (!this.round) {
      if (performance.now() - this.roundStartedAtMs < everyMs) return;
      this.round = this.sockets.values();
      this.roundStartedAtMs = performance.now();
    }
    const most = Math.ceil((perSecond * tickMs) / 1_000);
    for (let count = 0; count < most; count += 1) {
      const { done, value } = this.round.next();
      if (done) {
        this.round = null;
        return;
      }
      this.ask(value);
    }
  }

  private ask(socket: WebSocket): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > 0) {
      this.asked.delete(socket);
      if (this.stalls(socket)) socket.terminate();
      return;
    }
    this.stands.delete(socket);
    if (this.asked.has(socket)) {
      socket.terminate();
      return;
    }
    this.asked.add(socket);
    socket.ping();
  }

  /** Whether none of what waits has left for too long. Outbound queues see to theirs (subscriptions/outbound-queue); answers have none. */
  private stalls(socket: WebSocket): boolean {
    const left = leftOf(socket);
    const before = this.stands.get(socket);
    if (before?.left === left) return performance.now() - before.sinceMs >= (this.options.stallMs ?? usualStallMs);
    this.stands.set(socket, { left, sinceMs: performance.now() });
    return false;
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
