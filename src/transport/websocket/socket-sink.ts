import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { SerializedResult } from '../../graphql/serialized-result';
import type { Sink, TooSlow } from '../../subscriptions/sink';
import { closeCodes } from './close-codes';

/** Messages up to this size go out in one piece, larger ones in two, the second of which is shared. */
const oneBytes = 16_384;
const nothing = Buffer.alloc(0);
/** A peer that reads nothing will not answer the close either. */
const farewellMs = 1_000;

/**
 * A subscription's way to a WebSocket, by graphql-transport-ws: `{"id":…,"type":"next","payload":<body>}`.
 *
 * Frames of a server are not masked, so those of one body differ between sockets in nothing but the id. They are written
 * to the TCP socket from here, past `ws`, which would make two buffers and a callback of each. The order with what `ws`
 * itself sends is kept, because a `ws` that does not compress and is given no blobs holds nothing back: it writes to
 * the same socket at once. Where a socket is not such a plain one, `ws` sends. Source: RFC 6455, sections 5.1 and 5.2.
 */
export class SocketSink implements Sink {
  private readonly head: Buffer;
  /** Null where `ws` must send. */
  private readonly tcp: Socket | null;

  constructor(
    private readonly ws: WebSocket,
    id: string,
  ) {
    this.head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    this.tcp = plainSocket(ws);
  }

  get isOpen(): boolean {
    return this.ws.readyState === WebSocket.OPEN;
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

const framesOf = (text: string): Frames => new Frames(Buffer.from(`${text}}`));

/**
 * The frames of one body. While sockets take what they are given at once, which nearly all do, they are all sent from
 * one buffer, in which only the id is exchanged.
 */
class Frames {
  private shared: Buffer | null = null;
  private headLength = -1;
  private prefix = 0;

  constructor(
    /** What follows the id. */
    readonly tail: Buffer,
  ) {}

  /** A frame with this beginning; the next call overwrites it, unless it is abandoned. */
  whole(head: Buffer): Buffer {
    if (!this.shared || head.length !== this.headLength) {
      const length = head.length + this.tail.length;
      this.headLength = head.length;
      this.prefix = prefixLength(length);
      this.shared = Buffer.allocUnsafeSlow(this.prefix + length);
      writePrefix(this.shared, length);
      this.shared.set(this.tail, this.prefix + head.length);
    }
    this.shared.set(head, this.prefix);
    return this.shared;
  }

  /** The last whole frame is still being read from. */
  abandon(): void {
    this.shared = null;
  }

  /** A frame with this beginning, up to where `tail` goes on. */
  first(head: Buffer): Buffer {
    const length = head.length + this.tail.length;
    const prefix = prefixLength(length);
    const first = Buffer.allocUnsafe(prefix + head.length);
    writePrefix(first, length);
    first.set(head, prefix);
    return first;
  }
}

function prefixLength(length: number): number {
  return length < 126 ? 2 : length < 65_536 ? 4 : 10;
}

/** Final text frame without a mask: opcode 1, then the length in 7, 7+16 or 7+64 bits. */
function writePrefix(frame: Buffer, length: number): void {
  frame[0] = 0x81;
  if (length < 126) {
    frame[1] = length;
  } else if (length < 65_536) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
}

/** What this file knows of `ws` 8 beyond its public face; where it is otherwise, `ws` sends. */
interface Insides {
  readonly _socket?: Socket | null;
  readonly _sender?: { readonly _state?: number; readonly _firstFragment?: boolean };
}

/** The TCP socket of a `ws` that writes each message to it straight away, unchanged and in one frame; else null. */
function plainSocket(ws: WebSocket): Socket | null {
  const { _socket: tcp, _sender: sender } = ws as unknown as Insides;
  const plain = ws.extensions === '' && sender?._state === 0 && sender._firstFragment === true;
  return plain && tcp && typeof tcp.write === 'function' && typeof tcp.writableLength === 'number' ? tcp : null;
}

function ignore(): void {
  // A failed send closes the socket, which is heard elsewhere.
}
