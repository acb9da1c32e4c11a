import type { WebSocket } from 'ws';
import { TokenBucket } from '../../limits/token-bucket';
import { closeCodes } from './close-codes';

/** Messages at once, in seconds' worth of messages. */
const burstSeconds = 4;
/** Whoever floods does not read the close either. */
const farewellMs = 1_000;

/**
 * Bounds how much one socket may say: messages, pings and pongs take from one bucket, and are answered while there is
 * something in it. When it is empty the socket is closed, and nothing more is read from it.
 */
export class MessageRate {
  private readonly bucket: TokenBucket;

  constructor(
    private readonly socket: WebSocket,
    perSecond: number,
  ) {
    this.bucket = new TokenBucket({ burst: burstSeconds * perSecond, perSecond });
  }

  /** Whether to listen to what has just come, which counts as so many messages. */
  allows(count = 1): boolean {
    // One chunk of bytes may hold thousands of frames, which are all told even after the socket has been closed.
    if (this.socket.readyState !== this.socket.OPEN) return false;
    if (this.bucket.take(count)) return true;
    this.socket.close(closeCodes.tooMany, 'too many messages');
    this.socket.pause();
    setTimeout(() => this.socket.terminate(), farewellMs).unref();
    return false;
  }
}
