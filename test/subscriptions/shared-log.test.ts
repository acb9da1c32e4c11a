import { SerializedResult } from '../../src/graphql/serialized-result';
import type { Entry } from '../../src/log/read-since';
import type { Listener, LogTailer } from '../../src/log/tailer';
import { OutboundQueue } from '../../src/subscriptions/outbound-queue';
import { SharedLog } from '../../src/subscriptions/shared-log';
import type { Sink } from '../../src/subscriptions/sink';
import { YieldingLoop } from '../../src/subscriptions/yielding-loop';
import { until } from '../support/until';

/** A connection that writes down the positions it is sent. */
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

const upTo = (end: number, after = 0) => Array.from({ length: end - after }, (_, n) => after + n + 1);

/** A log that a test writes to, and a group that follows it. */
async function aLog(written: number) {
  let end = written;
  let tell: Listener = () => undefined;
  const entry = (sequence: number): Entry => ({
    ...{ stream: 's', sequence, at: new Date(0), kind: 'ballotCast', topics: [], body: '{}' },
  });
  const group = new SharedLog({
    loop: new YieldingLoop(),
    stream: 's',
    readSince: async (after, limit) => upTo(Math.min(end, after + limit), after).map(entry),
    readPage: (read) => read(),
    lost: async () => null,
    render: async ({ sequence }) => new SerializedResult(String(sequence)),
    report: (error) => {
      throw error;
    },
    onServed: () => undefined,
    onEmpty: () => undefined,
  });
  const follow = async (_: string, listener: Listener) => {
    tell = listener;
    return { position: end, leave: () => undefined };
  };
  await group.start({ follow } as unknown as LogTailer);
  return {
    join(after: number) {
      const sink = new WatchedSink();
      group.join(new OutboundQueue(sink, { bufferBytes: 1, stallMs: 1_000 }), after);
      return sink;
    },
    write(count: number) {
      end += count;
      tell(upTo(end, end - count).map(entry));
    },
  };
}

describe('SharedLog', () => {
  it('gives a reader who comes back far behind all there is, also of a page that had less before', async () => {
    const log = await aLog(3);
    const first = log.join(0);
    await until(() => first.got.length === 3);
    // More than are kept rendered: the second reader has to read the log from its page on.
    for (let n = 0; n < 15; n += 1) {
      log.write(100);
      await until(() => first.got.length === 3 + 100 * (n + 1));
    }
    const second = log.join(3);
    await until(() => second.got.length === 1_500);
    expect([first.got, second.got]).toEqual([upTo(1_503), upTo(1_503, 3)]);
  });
});
