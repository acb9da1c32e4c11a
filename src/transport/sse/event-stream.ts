import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import { SerializedResult } from '../../graphql/serialized-result';
import type { Sink, TooSlow } from '../../subscriptions/sink';

/** A peer that reads nothing does not read the end either. */
const farewellMs = 1_000;
/** Beats in a row at which something waits and nothing of it has left; the peer is taken for gone then. */
const mostStalls = 3;
/**
 * How long a stream lives, in milliseconds, at random in between; then its client comes again. A peer cannot be asked
 * whether it is there, and TCP tells only after a quarter of an hour that it is not.
 */
const life = { minMs: 240_000, maxMs: 300_000 };

const complete = Buffer.from('event: complete\ndata:\n\n');
/** Readers skip it; proxies see that the stream is alive. */
const comment = ':\n\n';

/**
 * The answer to one operation as an event stream, and a subscription's way to its client.
 * Source: graphql-sse PROTOCOL.md, "Distinct connections mode"; HTML standard, section 9.2.
 */
export class EventStream implements Sink {
  private begun = false;
  private ended = false;
  private readonly endsAtMs: number;
  private left = -1;
  private stalls = 0;

  constructor(
    private readonly response: ServerResponse,
    /** The error a stream ends with that is cut. */
    private readonly tooSlow: (why: TooSlow) => GraphQLFormattedError,
    { minMs, maxMs } = life,
  ) {
    this.endsAtMs = performance.now() + minMs + Math.random() * (maxMs - minMs);
  }

  get isOpen(): boolean {
    return !this.isGone;
  }

  get bufferedBytes(): number {
    return this.response.writableLength;
  }

  /** Whether nothing can be sent any more because the peer went, or because it was ended. */
  get isGone(): boolean {
    return this.ended || this.response.destroyed;
  }

  /** Calls once the connection is gone. */
  onGone(call: () => void): void {
    this.response.once('close', call);
  }

  /** Sends the head at once, with a first comment for browsers that wait for a byte. */
  begin(headers: OutgoingHttpHeaders, retryMs: number): void {
    this.begun = true;
    this.response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      // For nginx, which would hold events back until some kilobytes have come together.
      'x-accel-buffering': 'no',
    });
    this.response.write(`retry: ${retryMs}\n\n${comment}`);
  }

  sendNext(body: SerializedResult): void {
    this.response.write(body.as(framed));
  }

  onceDrained(call: () => void): void {
    if (this.isOpen) this.response.write(comment, () => call());
    else setImmediate(call);
  }

  /**
   * Shows that the stream is alive, unless it has not begun (a byte would send a head) or something waits that will show
   * it. Ends one that has lived long enough, and one of which nothing has left for three beats.
   */
  beat(): void {
    if (!this.begun || !this.isOpen) return;
    if (performance.now() >= this.endsAtMs) {
      this.leave();
    } else if (this.bufferedBytes === 0) {
      this.stalls = 0;
      this.response.write(comment);
    } else {
      const left = (this.response.socket?.bytesWritten ?? 0) - this.bufferedBytes;
      this.stalls = left === this.left ? this.stalls + 1 : 0;
      this.left = left;
      if (this.stalls >= mostStalls) this.response.destroy();
    }
  }

  cut(why: TooSlow): void {
    this.fail(this.tooSlow(why));
  }

  /** Ends it with an error. */
  fail(...errors: readonly GraphQLFormattedError[]): void {
    this.finish({ errors });
  }

  /** Ends it with one last result. */
  finish(result: object | SerializedResult): void {
    if (!this.isOpen) return;
    const body = result instanceof SerializedResult ? result : new SerializedResult(JSON.stringify(result));
    this.end(Buffer.concat([body.as(framed), complete]));
  }

  /** Ends it without saying that the operation is over, so that the client comes again. */
  leave(): void {
    if (this.isOpen) this.end(Buffer.alloc(0));
  }

  private end(bytes: Buffer): void {
    this.ended = true;
    // Whoever was to begin it finds it gone, and answers with a status.
    if (!this.begun) return;
    this.response.end(bytes);
    setTimeout(() => this.response.destroy(), farewellMs).unref();
  }
}

function framed(text: string): Buffer {
  return Buffer.from(`event: next\ndata: ${text}\n\n`);
}
