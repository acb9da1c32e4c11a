import { createClient as createStreamClient } from 'graphql-sse';
import { type Client, createClient as createSocketClient } from 'graphql-ws';
import type { Contact } from './contact';
import { hintOf, usualHint, waitMs } from './reconnect';

/** One operation; its variables are read anew each time it is sent, so that a log goes on where it stopped. */
export interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

export interface Sink {
  next(result: { readonly data?: unknown; readonly errors?: readonly unknown[] }): void;
  error(error: unknown): void;
  complete(): void;
}

type Way = 'websocket' | 'sse';

/** Without an answer to the socket for so long, changes come as an event stream; the socket may still win later. */
const socketPatienceMs = 700;
/** How often a silent line is asked whether it still carries. A mark comes after 3 s. */
const beatMs = 2_000;
/** A socket that does not answer a beat for so long is given up for a new one. */
const hungMs = 4_000;

/**
 * Follows operations over the WebSocket, or as event streams while that is blocked. Both resume by themselves. A socket
 * that opens after all takes over what runs as streams; nothing on a screen goes back by it (`newer`).
 * `onSession` is told when the server ended the session (4403).
 */
export class Lines {
  private readonly running = new Set<() => void>();
  private way: Way | null = null;
  private hint = usualHint;
  private socket: WebSocket | null = null;
  private sentAt: number | null = null;
  private readonly client: Client;
  private readonly streams = createStreamClient({
    url: '/graphql/stream',
    credentials: 'same-origin',
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: (tries) => pause(waitMs(tries, this.hint)),
    onMessage: () => this.contact.hear('sse'),
  });

  constructor(
    private readonly contact: Contact,
    private readonly onSession: () => void,
  ) {
    this.client = createSocketClient({
      url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
      lazy: false,
      keepAlive: beatMs,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: (tries) => pause(waitMs(tries, this.hint)),
      onNonLazyError: () => undefined,
      on: {
        connected: (socket, payload) => {
          this.socket = socket as WebSocket;
          this.sentAt = null;
          this.hint = hintOf(payload);
          contact.hear('websocket');
          this.take('websocket');
        },
        message: () => {
          if (this.way === 'websocket') contact.hear('websocket');
        },
        ping: (received) => {
          if (!received) this.sentAt = Date.now();
        },
        pong: (received) => {
          if (received) this.sentAt = null;
        },
        closed: (event) => {
          this.socket = null;
          const { code } = event as CloseEvent;
          if (code === 4403) this.onSession();
          if (code === 4429) contact.crowd();
        },
      },
    });
    setTimeout(() => {
      if (!this.way) this.take('sse');
    }, socketPatienceMs);
    setInterval(() => this.look(), 1_000);
  }

  /** How changes come now; null before the first decision. */
  get by(): Way | null {
    return this.way;
  }

  /** Follows one operation until the returned function is called. */
  follow(operation: () => Operation, sink: Sink): () => void {
    let stop: () => void = () => undefined;
    const start = () => {
      stop();
      if (this.way) stop = this.begin(this.way, operation, sink);
    };
    start();
    this.running.add(start);
    return () => {
      this.running.delete(start);
      stop();
    };
  }

  /** Connects anew: who asks has changed, and a socket keeps the cookie it was opened with. */
  renew(): void {
    if (this.socket) this.client.terminate();
    if (this.way === 'sse') this.restart();
  }

  private begin(way: Way, operation: () => Operation, sink: Sink): () => void {
    let open = true;
    // A line that is left for the other must not end what goes on there.
    const guarded: Sink = {
      next: (result) => open && sink.next(result),
      error: (error) => open && sink.error(error),
      complete: () => open && sink.complete(),
    };
    const request = {
      get query() {
        return operation().query;
      },
      get variables() {
        return operation().variables ?? {};
      },
    };
    const end =
      way === 'websocket'
        ? this.client.subscribe(request, guarded as never)
        : this.streams.subscribe(request, guarded as never);
    return () => {
      open = false;
      end();
    };
  }

  private take(way: Way): void {
    if (this.way === way) return;
    this.way = way;
    this.restart();
  }

  private restart(): void {
    for (const start of this.running) start();
  }

  private look(): void {
    if (this.sentAt !== null && Date.now() - this.sentAt > hungMs) {
      this.sentAt = null;
      this.client.terminate();
    }
    this.contact.look();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
