import { performance } from 'node:perf_hooks';
import { SerializedResult } from '../../src/graphql/serialized-result';
import type { Entry } from '../../src/log/read-since';
import type { Listener, LogTailer } from '../../src/log/tailer';
import { topics } from '../../src/log/topics';
import { OutboundQueue } from '../../src/subscriptions/outbound-queue';
import { SharedQuery } from '../../src/subscriptions/shared-query';
import type { Sink } from '../../src/subscriptions/sink';
import { stateSource } from '../../src/subscriptions/source';
import { YieldingLoop } from '../../src/subscriptions/yielding-loop';

/** A connection that writes down what it is sent. */
class WatchedSink implements Sink {
  readonly line = this;
  readonly isOpen = true;
  readonly bufferedBytes = 0;
  readonly got: number[] = [];
  sendNext(body: SerializedResult): void {
    this.got.push(Number(body.text));
  }
  onceDrained(): void {}
  cut(): void {}
}

/** Of the clock the group sees, in milliseconds. */
let nowMs: number;
let startedAtMs: number;
beforeEach(() => {
  nowMs = startedAtMs = 1_000_000;
  jest.useFakeTimers({ doNotFake: ['performance', 'nextTick', 'queueMicrotask'] });
  jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
});
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 1) {
    nowMs += 1;
    await jest.advanceTimersByTimeAsync(1);
  }
}
const settle = () => jest.advanceTimersByTimeAsync(0);

/** A group with one member, over a log that grows and reads that answer when the test says so. */
async function aGroup(coalesceMs: number) {
  let tell: Listener = () => undefined;
  const tailer = {
    follow: async (_stream: string, listener: Listener) => {
      tell = listener;
      return { position: 0, leave: () => undefined };
    },
  } as unknown as LogTailer;
  const reads: { readonly atMs: number; answer(sequence: number): Promise<void>; fail(): Promise<void> }[] = [];
  const faults: unknown[] = [];
  const group = new SharedQuery(stateSource('s', [topics.poll('t')]), {
    lost: async () => null,
    loop: new YieldingLoop(),
    coalesceMs,
    read: () =>
      new Promise((resolve, reject) => {
        reads.push({
          atMs: nowMs - startedAtMs,
          answer: async (sequence) => {
            resolve({ sequence, body: new SerializedResult(String(sequence)) });
            await settle();
          },
          fail: async () => {
            reject(new Error('the database is away'));
            await settle();
          },
        });
      }),
    report: (error) => faults.push(error),
    onServed: () => undefined,
    onEmpty: () => undefined,
  });
  const sink = new WatchedSink();
  group.join(new OutboundQueue(sink, { bufferBytes: 0, stallMs: 1_000 }));
  await group.start(tailer);
  const grow = async (sequence: number, about = 't') => {
    tell([
      { sequence, topics: [topics.poll(about)], at: new Date(0), stream: 's', kind: 'k', body: '' } satisfies Entry,
    ]);
    await settle();
  };
  return { reads, sink, grow, faults };
}

const times = (reads: readonly { readonly atMs: number }[]) => reads.map(({ atMs }) => atMs);

describe('SharedQuery', () => {
  it('reads the first change at once, and further ones at most one per interval', async () => {
    const { reads, sink, grow } = await aGroup(50);
    await reads[0]?.answer(1);
    await pass(200);
    await grow(2);
    expect(times(reads)).toEqual([0, 200]);
    await reads[1]?.answer(2);
    for (let sequence = 3; sequence < 13; sequence += 1) {
      await grow(sequence);
      await pass(4);
    }
    expect(times(reads)).toEqual([0, 200]);
    await pass(10);
    expect(times(reads)).toEqual([0, 200, 250]);
    await reads[2]?.answer(12);
    await pass(500);
    expect(times(reads)).toEqual([0, 200, 250]);
    expect(sink.got).toEqual([1, 2, 12]);
  });

  it('reads less often when reading takes longer than the interval', async () => {
    const { reads, grow } = await aGroup(50);
    await pass(200);
    await reads[0]?.answer(1);
    await grow(2);
    await pass(99);
    expect(times(reads)).toEqual([0]);
    await pass(1);
    // One and a half times the 200 ms it took.
    expect(times(reads)).toEqual([0, 300]);
  });

  it('reads once more for what came while it read, however much it was', async () => {
    const { reads, sink, grow } = await aGroup(0);
    for (const sequence of [1, 2, 3]) await grow(sequence);
    expect(reads).toHaveLength(1);
    await reads[0]?.answer(1);
    await pass(1);
    expect(reads).toHaveLength(2);
    await reads[1]?.answer(3);
    await pass(100);
    expect(reads).toHaveLength(2);
    expect(sink.got).toEqual([1, 3]);
  });

  it('is not read for what does not change it', async () => {
    const { reads, grow } = await aGroup(0);
    await reads[0]?.answer(1);
    await grow(2, 'another');
    await pass(100);
    expect(reads).toHaveLength(1);
  });

  it('sends no state older than the one before, and reads again for it', async () => {
    const { reads, sink, grow } = await aGroup(0);
    await reads[0]?.answer(5);
    await grow(6);
    await reads[1]?.answer(4);
    await pass(1);
    expect(reads).toHaveLength(3);
    await reads[2]?.answer(6);
    expect(sink.got).toEqual([5, 6]);
  });

  it('reads again after a fault, and after ever longer pauses', async () => {
    const { reads, sink, faults } = await aGroup(0);
    await reads[0]?.fail();
    await pass(499);
    expect(reads).toHaveLength(1);
    await pass(1);
    expect(reads).toHaveLength(2);
    await reads[1]?.fail();
    await pass(999);
    expect(reads).toHaveLength(2);
    await pass(1);
    expect(reads).toHaveLength(3);
    await reads[2]?.answer(1);
    expect(sink.got).toEqual([1]);
    expect(faults).toHaveLength(2);
  });
});
