/**
 * Text frames of one body for many sockets, which differ in nothing but the id. Those of a server are not masked. While
 * sockets take what they are given at once, which nearly all do, they are all sent from one buffer, in which only the id is
 * exchanged. Source: RFC 6455, sections 5.1 and 5.2.
 */
export class Frames {
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
