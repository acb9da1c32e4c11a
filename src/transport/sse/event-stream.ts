import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import { SerializedResult } from '../../graphql/serialized-result';
import type { Sink, TooSlow } from '../../subscriptions/sink';
import { comment, complete, framed, streamHead } from './framing';

/** A peer that reads nothing does not read the end either. */
const farewellMs = 1_000;
/** Beats in a row at which something waits and nothing of it has left; the peer is taken for gone then. */
const mostStalls = 3;

/**
 * The answer to one operation as an event stream, and a subscription's way to its client. It lives for as long as its
 * subscription: an end that says nothing leaves clients silent, since to them it is a result like any other.
 */
export class EventStream implements Sink {
  private begun = false;
  private ended = false;
  private left = -1;
  private stalls = 0;

  constructor(
    private readonly response: ServerResponse,
    /** The error a stream ends with that is cut. */
    private readonly tooSlow: (why: TooSlow) => GraphQLFormattedError,
  ) {}

  get line(): object {
    return this.response;
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
    this.response.writeHead(200, { ...headers, ...streamHead });
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
   * it. Ends one of which nothing has left for three beats.
   */
  beat(): void {
    if (!this.begun || !this.isOpen) return;
    if (this.bufferedBytes === 0) {
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
    this.end(() => this.response.end(Buffer.concat([body.as(framed), complete])));
  }

  /**
   * Breaks it off amid the answer, after what was sent: to every client that is a fault of the network, upon which it
   * comes again. An answer that ends as it should, without `complete`, is taken for the end by some.
   */
  leave(): void {
    if (this.isOpen) this.end(() => this.response.socket?.end());
  }

  private end(say: () => void): void {
    this.ended = true;
    // Whoever was to begin it finds it gone, and answers with a status.
    if (!this.begun) return;
    say();
    setTimeout(() => this.response.destroy(), farewellMs).unref();
  }
}
