import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { closeCodes } from './close-codes';
import { sendTogether } from './plain-socket';
import type { MessageRate } from './rate-limiter';
import { ReusedIds } from './reused-ids';

/** Bytes of answers that may wait for one client that goes on asking. */
const unreadBytes = 4 * 1_048_576;

/** What graphql-ws talks to a socket through. */
export class SocketPort {
  constructor(
    private readonly socket: WebSocket,
    private readonly rate: MessageRate,
    private readonly report: (error: unknown) => void,
  ) {}

  get protocol(): string {
    return this.socket.protocol;
  }

  send(data: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    sendTogether(this.socket);
    this.socket.send(data, ignore);
  }

  close(code?: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  /** @param heard takes a message as text or, though its type does not say so, as it was parsed */
  onMessage(heard: (message: never) => Promise<void>): void {
    const ids = new ReusedIds(
      (message) => heard(message as never).catch((error: unknown) => this.fail(error)),
      (id) => this.socket.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${id.slice(0, 80)} already exists`),
    );
    this.socket.on('message', (data) => {
      if (!this.rate.allows()) return;
      // Whoever asks on and on without reading the answers would fill the memory with them.
      if (this.socket.bufferedAmount > unreadBytes) this.socket.close(closeCodes.tooSlow, 'too slow');
      else ids.hear(parsed(String(data)));
    });
  }

  private fail(error: unknown): void {
    // A type of message that only servers send: graphql-ws throws, though the fault is the client's.
    if (error instanceof Error && /^Unexpected message of type/.test(error.message)) {
      this.socket.close(CloseCode.BadRequest, 'Invalid message');
      return;
    }
    this.report(error);
    this.socket.close(CloseCode.InternalServerError, 'Internal server error');
  }
}

/** What a text says; the text itself, which is no message then, where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function ignore(): void {
  // `ws` closes the socket by itself, with the code that fits.
}
