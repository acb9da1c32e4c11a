import { SerializedResult } from '../../src/graphql/serialized-result';
import { OutboundQueue } from '../../src/subscriptions/outbound-queue';
import type { Sink, TooSlow } from '../../src/subscriptions/sink';

/** A connection whose peer reads only when told to, and whose system takes nothing meanwhile. */
class FakeWire implements Sink {
  readonly line = this;
  isOpen = true;
  bufferedBytes = 0;
  readonly got: number[] = [];
  ended: TooSlow | null = null;
  private waiting: SerializedResult[] = [];
  private drains: (() => void)[] = [];

  sendNext(body: SerializedResult): void {
    this.bufferedBytes += body.text.length;
    this.waiting.push(body);
  }
  onceDrained(call: () => void): void {
    this.drains.push(call);
  }
  cut(why: TooSlow): void {
    this.ended = why;
    this.isOpen = false;
  }
  /** The peer reads all there is, until nothing more comes. */
  readAll(): void {
    while (this.waiting.length || this.drains.length) {
      for (const body of this.waiting.splice(0)) this.got.push(JSON.parse(body.text).n as number);
      this.bufferedBytes = 0;
      for (const call of this.drains.splice(0)) call();
    }
  }
}

const options = { bufferBytes: 100, stallMs: 1_000 };
const body = (n: number) => new SerializedResult(JSON.stringify({ n, filler: 'x'.repeat(60) }));

describe('OutboundQueue', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('holds one state and the newest for a reader that has stopped, and gives it that one when it reads again', () => {
    const sink = new FakeWire();
    const queue = new OutboundQueue(sink, options);
    for (let n = 1; n <= 1_000; n += 1) queue.enqueueState(n, body(n));
    expect(sink.bufferedBytes).toBe(body(1).text.length);
    sink.readAll();
    queue.enqueueState(1_001, body(1_001));
    sink.readAll();
    expect(sink.got).toEqual([1, 1_000, 1_001]);
  });

  it('never goes back to an older state, nor before the position it starts at', () => {
    const sink = new FakeWire();
    const queue = new OutboundQueue(sink, options);
    queue.startAt(5);
    for (const n of [3, 4, 5, 5, 4, 7, 6, 7, 8]) {
      queue.enqueueState(n, body(n));
      sink.readAll();
    }
    expect(sink.got).toEqual([5, 7, 8]);
  });

  it('keeps every entry of a log for a slow reader, in order, and pauses at its limit', async () => {
    const sink = new FakeWire();
    const queue = new OutboundQueue(sink, options);
    const sending = (async () => {
      for (let n = 1; n <= 20; n += 1) while (!queue.enqueueEntry(body(n))) await queue.onDrain();
    })();
    while (sink.got.length < 20) {
      expect(sink.bufferedBytes).toBeLessThanOrEqual(options.bufferBytes + body(1).text.length);
      sink.readAll();
      await Promise.resolve();
    }
    await sending;
    expect(sink.got).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  it('cuts a connection that does not drain, and tells where to resume, and not one that does', () => {
    const [dead, slow] = [new FakeWire(), new FakeWire()];
    const queues = [new OutboundQueue(dead, options, () => 7), new OutboundQueue(slow, options)];
    for (const queue of queues) for (let n = 0; n < 3; n += 1) queue.enqueueState(n, body(n));
    jest.advanceTimersByTime(900);
    slow.readAll();
    jest.advanceTimersByTime(5_000);
    expect(dead.ended).toEqual({ resumeAfter: 7 });
    expect(slow.ended).toBeNull();
  });

  it('lets whoever waits go on when it is closed, and sends nothing more', async () => {
    const sink = new FakeWire();
    const queue = new OutboundQueue(sink, options);
    queue.enqueueEntry(body(1));
    queue.enqueueEntry(body(2));
    expect(queue.enqueueEntry(body(3))).toBe(false);
    const waiting = queue.onDrain();
    queue.close();
    await expect(waiting).resolves.toBeUndefined();
    queue.enqueueState(9, body(9));
    sink.readAll();
    expect(sink.got).toEqual([1, 2]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
