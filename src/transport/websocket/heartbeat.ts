import type { WebSocket } from 'ws';
import { Stalls } from './stalls';

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

/**
 * Finds sockets whose peer has vanished without a word: each is pinged in its turn, and ended when it has not answered
 * by its next turn. One for which something waits is not asked, as the question would wait behind the rest; it is ended
 * when none of that has left for `stallMs`. One timer for all, so that ten thousand sockets cost neither a timer each nor their pings at once.
 */
export class Heartbeat {
  private readonly timer: NodeJS.Timeout;
  private readonly asked = new WeakSet<WebSocket>();
  private readonly stalls: Stalls;
  private round: Iterator<WebSocket> | null = null;
  private roundStartedAtMs = 0;
  private readonly heard: (this: WebSocket) => void;

  constructor(
    private readonly sockets: ReadonlySet<WebSocket>,
    private readonly options: HeartbeatOptions,
  ) {
    this.stalls = new Stalls(options.stallMs ?? usualStallMs);
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
      if (this.stalls.isStalled(socket)) socket.terminate();
      return;
    }
    this.stalls.drained(socket);
    if (this.asked.has(socket)) {
      socket.terminate();
      return;
    }
    this.asked.add(socket);
    socket.ping();
  }
}
