import type { Client, Request, Sink } from '../src';

/** A client that keeps what it is asked, and lets a test answer. */
export class FakeClient implements Client {
  /** The variables of each time it was sent. */
  readonly sent: unknown[] = [];
  stopped = 0;
  private request: Request | null = null;
  private sink: Sink | null = null;

  subscribe(request: Request, sink: Sink): () => void {
    this.request = request;
    this.sink = sink;
    this.send();
    return () => {
      this.stopped += 1;
    };
  }

  /** Sends the operation again, as after a lost connection. */
  send(): void {
    this.sent.push({ ...this.request?.variables });
  }

  entries(...sequences: readonly number[]): void {
    for (const sequence of sequences) this.sink?.next({ data: { conferenceEvents: { sequence } } });
  }

  errors(...codes: readonly string[]): void {
    this.sink?.error(codes.map((code) => ({ extensions: { code } })));
  }

  complete(): void {
    this.sink?.complete();
  }

  breaks(problem: unknown = new Error('socket hang up')): void {
    this.sink?.error(problem);
  }
}
