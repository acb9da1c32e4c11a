import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { SerializedResult } from '../../graphql/serialized-result';
import type { Sink, TooSlow } from '../../subscriptions/sink';
import { closeCodes } from './close-codes';
import { Frames } from './frames';
import { plainSocket } from './plain-socket';

/** Messages up to this size go out in one piece, larger ones in two, the second of which is shared. */
const oneBytes = 16_384;
const nothing = Buffer.alloc(0);
/** A peer that reads nothing will not answer the close either. */
const farewellMs = 1_000;

/**
 * A subscription's way to a WebSocket, by graphql-transport-ws: `{"id":…,"type":"next","payload":<body>}`.
 *
 * Frames are written to the TCP socket from here, past `ws`, which would make two buffers and a callback of each. The
 * order with what `ws` itself sends is kept, because a `ws` that does not compress and is given no blobs holds nothing
 * back: it writes to the same socket at once. Where a socket is not such a plain one, `ws` sends.
 */
export class SocketSink implements Sink {
  private readonly head: Buffer;
  /** Null where `ws` must send. */
  private readonly tcp: Socket | null;

  constructor(
    private readonly ws: WebSocket,
    private readonly id: string,
    /** Operations of this socket that its client has not completed, by id. */
    private readonly connection: { readonly subscriptions: Readonly<Record<string, unknown>> },
  ) {
    this.head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    this.tcp = plainSocket(ws);
  }

  get line(): object {
    return this.ws;
  }

  get isOpen(): boolean {
    // A client that has completed the operation may have used its id again for another.
    return this.ws.readyState === WebSocket.OPEN && this.id in this.connection.subscriptions;
  }

  get bufferedBytes(): number {
    return this.tcp ? this.tcp.writableLength : this.ws.bufferedAmount;
  }

  sendNext(body: SerializedResult): void {
    const { head, tcp } = this;
    const frames = body.as(framesOf);
    if (!tcp) {
      this.ws.send(`${head}${frames.tail}`, ignore);
    } else if (tcp.writableLength === 0 && head.length + frames.tail.length <= oneBytes) {
      tcp.write(frames.whole(head));
      // Not taken over by the system at once: the buffer is the socket's from now on.
      if (tcp.writableLength > 0) frames.abandon();
    } else {
      tcp.cork();
      tcp.write(frames.first(head));
      tcp.write(frames.tail);
      tcp.uncork();
    }
  }

  onceDrained(call: () => void): void {
    // A ping is written after all that waits, and `ws` tells when, or when the socket is gone.
    if (this.isOpen) this.ws.ping(nothing, false, () => call());
    else setImmediate(call);
  }

  cut({ resumeAfter }: TooSlow): void {
    this.ws.close(closeCodes.tooSlow, resumeAfter === null ? 'too slow' : `too slow; resume after ${resumeAfter}`);
    setTimeout(() => this.ws.terminate(), farewellMs).unref();
  }
}

const framesOf = (text: string): Frames => new Frames(Buffer.from(`${text}}`));

function ignore(): void {
  // A failed send closes the socket, which is heard elsewhere.
}
