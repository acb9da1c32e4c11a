import { hintOf, type Request, type Sink, usualHint, waitMs } from 'giaouoc-client';
import { createClient as createStreamClient } from 'graphql-sse';
import { type Client, createClient as createSocketClient } from 'graphql-ws';
import type { Contact } from './contact';

/** One operation; its variables are read anew each time it is sent, so that a log goes on where it stopped. */
export interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  /** Which operation of the document it is; needed where there are several. */
  readonly operationName?: string;
}

type Way = 'websocket' | 'sse';

/** Without an answer to the socket for so long, changes come as an event stream; the socket may still win later. */
const socketPatienceMs = 700;
/**
 * How often the socket is asked whether it still carries, in milliseconds. Asked whether or not the last question was
 * answered: answers then come as often over the slowest network, and the mark of silence (3 s) comes of silence only.
 */
const beatMs = 1_000;
/** A socket over which nothing has come for so long after a question, or after it opened, is given up for a new one. */
const hungMs = 4_000;

/**
 * Follows operations over the WebSocket, or as event streams while that is blocked. Both resume by themselves. The way is
 * undecided at first and whenever a socket that carried is lost → `websocket` once one opens, or `sse` when a try has not
 * opened one within 700 ms. The time is counted from the try, not from the loss: tries are spread, so that a hall that
 * lost its sockets at once does not ask for streams at once. A socket that opens after all takes over what runs as
 * streams; nothing on a screen goes back by it (`newer`). `onSession` is told when the server ended the session (4403).
 */
export class Lines {
  private readonly running = new Set<() => void>();
  /** Those that should come as streams, and of which none is open. */
  private readonly lost = new Set<Sink>();
  private way: Way | null = null;
  private hint = usualHint;
  private socket: WebSocket | null = null;
  /** When the first question was asked that nothing has come after. */
  private askedAt: number | null = null;
  private patience: ReturnType<typeof setTimeout> | null = null;
  private readonly client: Client;
  private readonly streamClient = createStreamClient({
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
      connectionAckWaitTimeout: hungMs,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: (tries) => pause(waitMs(tries, this.hint)),
      onNonLazyError: () => undefined,
      on: {
        connecting: () => this.wait(socketPatienceMs),
        connected: (socket, payload) => {
          this.socket = socket as WebSocket;
          this.askedAt = null;
          this.hint = hintOf(payload);
          contact.hear('websocket');
          this.take('websocket');
        },
        message: () => {
          this.askedAt = null;
          if (this.way === 'websocket') contact.hear('websocket');
        },
        closed: (event) => {
          this.socket = null;
          if (this.way === 'websocket') {
            this.way = null;
            // A close that the client takes for final is followed by no try.
            this.wait(this.hint.maxMs + socketPatienceMs);
          }
          const { code } = event as CloseEvent;
          if (code === 4403) this.onSession();
          if (code === 4429) contact.crowd();
        },
      },
    });
    setInterval(() => this.beat(), beatMs);
  }

  /** How changes come now; null while that is not decided. */
  get by(): Way | null {
    return this.way;
  }

  /** Whether all that is followed comes as streams that are open. */
  get streams(): boolean {
    return this.way === 'sse' && this.lost.size === 0;
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

  /** As `follow`, with an operation that is read anew each time it is sent. */
  subscribe(request: Request, sink: Sink): () => void {
    return this.follow(() => ({ query: request.query, variables: request.variables }), sink);
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
    const { operationName } = operation();
    const request = {
      get query() {
        return operation().query;
      },
      get variables() {
        return operation().variables ?? {};
      },
      ...(operationName === undefined ? {} : { operationName }),
    };
    const end =
      way === 'websocket'
        ? this.client.subscribe(request, guarded as never)
        : this.streamClient.subscribe(request, guarded as never, {
            connecting: () => this.lost.add(guarded),
            connected: () => this.lost.delete(guarded),
          });
    return () => {
      open = false;
      this.lost.delete(guarded);
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

  /** Gives a socket its time, from now. */
  private wait(ms: number): void {
    if (this.patience) clearTimeout(this.patience);
    this.patience = setTimeout(() => {
      if (!this.way) this.take('sse');
    }, ms);
  }

  private beat(): void {
    const { socket, askedAt } = this;
    if (askedAt !== null && Date.now() - askedAt > hungMs) {
      this.askedAt = null;
      this.client.terminate();
    } else if (socket?.readyState === WebSocket.OPEN) {
      socket.send('{"type":"ping"}');
      this.askedAt ??= Date.now();
    }
    this.contact.look();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
