import { Mailbox, tooSlow } from '../../src/subscriptions/outbound-queue';
import { Body, type Wire } from '../../src/subscriptions/sink';

/** A connection whose peer reads only when told to, and whose system takes nothing meanwhile. */
class FakeWire implements Wire {
  isOpen = true;
  bufferedBytes = 0;
  readonly got: number[] = [];
  ended: { code: number; reason: string } | null = null;
  private waiting: Body[] = [];
  private drains: (() => void)[] = [];

  sendNext(body: Body): void {
    this.bufferedBytes += body.text.length;
    this.waiting.push(body);
  }
  onceDrained(call: () => void): void {
    this.drains.push(call);
  }
  cut(code: number, reason: string): void {
    this.ended = { code, reason };
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
const body = (n: number) => new Body(JSON.stringify({ n, filler: 'x'.repeat(60) }));

describe('Mailbox', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('holds one state and the newest for a reader that has stopped, and gives it that one when it reads again', () => {
    const wire = new FakeWire();
    const mailbox = new Mailbox(wire, options);
    for (let n = 1; n <= 1_000; n += 1) mailbox.post(n, body(n));
    expect(wire.bufferedBytes).toBe(body(1).text.length);
    wire.readAll();
    mailbox.post(1_001, body(1_001));
    wire.readAll();
    expect(wire.got).toEqual([1, 1_000, 1_001]);
  });

  it('never goes back to an older state, nor before the position it starts at', () => {
    const wire = new FakeWire();
    const mailbox = new Mailbox(wire, options);
    mailbox.startAt(5);
    for (const n of [3, 4, 5, 5, 4, 7, 6, 7, 8]) {
      mailbox.post(n, body(n));
      wire.readAll();
    }
    expect(wire.got).toEqual([5, 7, 8]);
  });

  it('keeps every entry of a log for a slow reader, in order, and pauses at its limit', async () => {
    const wire = new FakeWire();
    const mailbox = new Mailbox(wire, options);
    const sending = (async () => {
      for (let n = 1; n <= 20; n += 1) while (!mailbox.offer(body(n))) await mailbox.room();
    })();
    while (wire.got.length < 20) {
      expect(wire.bufferedBytes).toBeLessThanOrEqual(options.bufferBytes + body(1).text.length);
      wire.readAll();
      await Promise.resolve();
    }
    await sending;
    expect(wire.got).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });

  it('cuts a connection that does not drain, with its own code and its last words, and not one that does', () => {
    const [dead, slow] = [new FakeWire(), new FakeWire()];
    const mailboxes = [new Mailbox(dead, options, () => 'resume after 7'), new Mailbox(slow, options)];
    for (const mailbox of mailboxes) for (let n = 0; n < 3; n += 1) mailbox.post(n, body(n));
    jest.advanceTimersByTime(900);
    slow.readAll();
    jest.advanceTimersByTime(5_000);
    expect(dead.ended).toEqual({ code: tooSlow, reason: 'resume after 7' });
    expect(slow.ended).toBeNull();
  });

  it('lets whoever waits go on when it is closed, and sends nothing more', async () => {
    const wire = new FakeWire();
    const mailbox = new Mailbox(wire, options);
    mailbox.offer(body(1));
    mailbox.offer(body(2));
    expect(mailbox.offer(body(3))).toBe(false);
    const waiting = mailbox.room();
    mailbox.close();
    await expect(waiting).resolves.toBeUndefined();
    mailbox.post(9, body(9));
    wire.readAll();
    expect(wire.got).toEqual([1, 2]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
