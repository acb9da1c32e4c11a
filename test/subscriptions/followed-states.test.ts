import { SerializedResult } from '../../src/graphql/serialized-result';
import type { Listener, LogTailer } from '../../src/log/tailer';
import { topics } from '../../src/log/topics';
import { FollowedStates } from '../../src/subscriptions/followed-states';
import { OutboundQueue } from '../../src/subscriptions/outbound-queue';
import { SharedQuery } from '../../src/subscriptions/shared-query';
import type { Sink } from '../../src/subscriptions/sink';
import { stateSource } from '../../src/subscriptions/source';
import { YieldingLoop } from '../../src/subscriptions/yielding-loop';

/** A subscription on a connection whose network takes what it is sent, unless it is told to hold it. */
class Wire implements Sink {
  readonly isOpen = true;
  bufferedBytes = 0;
  private drained: (() => void) | null = null;
  constructor(readonly line: object) {}
  sendNext(): void {}
  onceDrained(call: () => void): void {
    this.drained = call;
  }
  take(): void {
    this.bufferedBytes = 0;
    this.drained?.();
  }
  cut(): void {}
}

const topic = topics.conference('c');
const followed = new FollowedStates();

/** A state that is served from a log that grows; reads wait for the test. */
async function aState() {
  const source = stateSource('c', [topic]);
  let tell: Listener = () => undefined;
  const waiting: ((sequence: number) => void)[] = [];
  const group: SharedQuery = new SharedQuery(source, {
    loop: new YieldingLoop(),
    coalesceMs: 0,
    lost: async () => null,
    read: () =>
      new Promise((resolve) => {
        waiting.push((sequence) => resolve({ sequence, body: new SerializedResult('{}') }));
      }),
    report: (error) => {
      throw error;
    },
    onServed: () => undefined,
    onEmpty: () => followed.leave(source.topics, group),
  });
  followed.come(source.topics, group);
  const join = (wire: Wire) => {
    const queue = new OutboundQueue(wire, { bufferBytes: 0, stallMs: 60_000 });
    group.join(queue);
    return queue;
  };
  await group.start({
    follow: async (_stream: string, listener: Listener) => {
      tell = listener;
      return { position: 0, leave: () => undefined };
    },
  } as unknown as LogTailer);
  const untilRead = async () => {
    while (waiting.length === 0) await new Promise((done) => setImmediate(done));
  };
  return {
    group,
    join,
    hear: (sequence: number) =>
      tell([{ sequence, topics: [topic], at: new Date(0), stream: 'c', kind: 'hallShown', body: '' }]),
    async answer(sequence: number) {
      await untilRead();
      waiting.shift()?.(sequence);
      while (!group.isCurrent) await new Promise((done) => setImmediate(done));
    },
  };
}

describe('FollowedStates', () => {
  it('counts connections, those that were sent all that is known, and those that are slow to take it', async () => {
    const state = await aState();
    const [phone, hall] = [{}, {}];
    const [ofPhone, ofHall, alsoOfHall] = [new Wire(phone), new Wire(hall), new Wire(hall)];
    const queues = [ofPhone, ofHall, alsoOfHall].map(state.join);
    expect(followed.convergence(topic)).toEqual({ following: 2, current: 0, behind: 0, sequence: 0 });
    await state.answer(7);
    expect(followed.convergence(topic)).toEqual({ following: 2, current: 2, behind: 0, sequence: 7 });
    state.hear(9);
    expect(followed.convergence(topic)).toEqual({ following: 2, current: 0, behind: 0, sequence: 9 });
    // One of the two subscriptions of the hall's screen holds back what it is sent.
    alsoOfHall.bufferedBytes = 1;
    await state.answer(9);
    expect(followed.convergence(topic)).toEqual({ following: 2, current: 1, behind: 1, sequence: 9 });
    alsoOfHall.take();
    expect(followed.convergence(topic)).toEqual({ following: 2, current: 2, behind: 0, sequence: 9 });
    for (const queue of queues) state.group.leave(queue);
    expect(followed.convergence(topic)).toEqual({ following: 0, current: 0, behind: 0, sequence: 0 });
  });

  it('knows nothing of what nobody follows', () => {
    expect(followed.convergence(topics.conference('d'))).toEqual({ following: 0, current: 0, behind: 0, sequence: 0 });
  });
});
