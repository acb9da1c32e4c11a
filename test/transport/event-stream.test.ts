import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { SerializedResult } from '../../src/graphql/serialized-result';
import { OutboundQueue } from '../../src/subscriptions/outbound-queue';
import { EventStream } from '../../src/transport/sse/event-stream';
import { until } from '../support/until';

let server: Server;
let reader: Socket;
let read: string;
let response: ServerResponse;
let stream: EventStream;
beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
  read = '';
  reader.on('data', (chunk) => {
    read += chunk;
  });
  reader.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n');
  [, response] = await once(server, 'request');
  stream = new EventStream(response, ({ resumeAfter }) => ({ message: `resume after ${resumeAfter}` }));
  stream.begin({}, 100);
});
afterEach(() => {
  reader.destroy();
  server.closeAllConnections();
  server.close();
});

const large = (n: number) => new SerializedResult(JSON.stringify({ n, filler: 'x'.repeat(100_000) }));
const seen = () => [...read.matchAll(/\{"n":(\d+)/g)].map((match) => Number(match[1]));

/** Posts states until the system takes no more of them, and says how many. */
async function stuff(queue: OutboundQueue): Promise<number> {
  reader.pause();
  let n = 0;
  let idle = 0;
  while (idle < 20) {
    if (stream.bufferedBytes === 0) {
      idle = 0;
      n += 1;
      queue.enqueueState(n, large(n));
    } else {
      idle += 1;
    }
    await new Promise(setImmediate);
  }
  for (let more = 0; more < 50; more += 1) {
    n += 1;
    queue.enqueueState(n, large(n));
  }
  return n;
}

describe('EventStream', () => {
  it('gives a reader that stopped the newest state and no more than a bounded buffer', async () => {
    await until(() => read.includes(':\n\n'));
    const queue = new OutboundQueue(stream, { bufferBytes: 1_000_000, stallMs: 60_000 });
    const last = await stuff(queue);
    expect(stream.bufferedBytes).toBeLessThan(1_000_000);
    reader.resume();
    await until(() => seen().at(-1) === last);
    expect(seen().length).toBeLessThanOrEqual(last - 49);
    expect(seen()).toEqual([...seen()].sort((a, b) => a - b));
    queue.enqueueState(last + 1, large(last + 1));
    await until(() => seen().at(-1) === last + 1);
    queue.close();
  });

  it('is cut when it is not read for too long, and tells its queue no more', async () => {
    const gone = once(response, 'close');
    const queue = new OutboundQueue(stream, { bufferBytes: 1_000_000, stallMs: 100 }, () => 7);
    await stuff(queue);
    await until(() => !stream.isOpen);
    await gone;
    queue.close();
  });

  it('ends with its last result for one that reads again in time', async () => {
    const queue = new OutboundQueue(stream, { bufferBytes: 1_000_000, stallMs: 100 }, () => 7);
    await stuff(queue);
    await until(() => !stream.isOpen);
    reader.resume();
    await until(() => read.includes('event: complete'));
    expect(read).toContain('{"errors":[{"message":"resume after 7"}]}');
  });

  it('lets a log go on when there is room', async () => {
    const queue = new OutboundQueue(stream, { bufferBytes: 200_000, stallMs: 60_000 });
    reader.pause();
    let sent = 0;
    while (queue.enqueueEntry(large(sent + 1))) sent += 1;
    const room = queue.onDrain();
    reader.resume();
    await room;
    while (sent < 100) {
      if (queue.enqueueEntry(large(sent + 1))) sent += 1;
      else await queue.onDrain();
    }
    await until(() => seen().length === 100);
    expect(seen()).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
    queue.close();
  });

  it('sends nothing before it has begun: no beat, and no last result', async () => {
    reader.write('GET / HTTP/1.1\r\nhost: test\r\n\r\n');
    response.end();
    const [, next] = (await once(server, 'request')) as [unknown, ServerResponse];
    const waiting = new EventStream(next, ({ resumeAfter }) => ({ message: `resume after ${resumeAfter}` }));
    waiting.beat();
    expect(next.headersSent).toBe(false);
    waiting.cut({ resumeAfter: null });
    expect({ gone: waiting.isGone, sent: next.headersSent, ended: next.writableEnded }).toEqual({
      gone: true,
      sent: false,
      ended: false,
    });
  });

  it('shows that it is alive, but not to one that does not read', async () => {
    await until(() => read.includes(':\n\n'));
    const before = read.length;
    stream.beat();
    await until(() => read.length > before);
    await stuff(new OutboundQueue(stream, { bufferBytes: 1, stallMs: 60_000 }));
    const waiting = stream.bufferedBytes;
    for (let n = 0; n < 3; n += 1) stream.beat();
    expect([stream.isOpen, stream.bufferedBytes <= waiting]).toEqual([true, true]);
  });

  it('takes a peer for gone of which nothing leaves for three beats', async () => {
    const gone = once(response, 'close');
    await stuff(new OutboundQueue(stream, { bufferBytes: 1, stallMs: 60_000 }));
    for (let n = 0; n < 4; n += 1) stream.beat();
    await gone;
    expect(stream.isOpen).toBe(false);
  });

  it('lives for as long as it is followed: for an hour of beats that are taken', async () => {
    await until(() => read.includes(':\n\n'));
    const start = performance.now();
    for (let n = 1; n <= 300; n += 1) {
      const clock = jest.spyOn(performance, 'now').mockReturnValue(start + n * 12_000);
      stream.beat();
      clock.mockRestore();
      await until(() => stream.bufferedBytes === 0);
    }
    await until(() => read.split(':\n\n').length === 302);
    expect(stream.isOpen).toBe(true);
  });

  it('says of an entry of a log where it stands, and of a state nothing', async () => {
    stream.sendNext(new SerializedResult('{"n":1}', 41));
    stream.sendNext(new SerializedResult('{"n":2}'));
    await until(() => seen().length === 2);
    expect(read).toContain('id: 41\nevent: next\ndata: {"n":1}\n\n');
    expect(read.match(/^id: /gm)).toHaveLength(1);
  });

  it('can be ended twice, and sends nothing afterwards', async () => {
    const gone = once(reader, 'close');
    stream.leave();
    stream.finish({ data: null });
    stream.beat();
    stream.cut({ resumeAfter: null });
    await gone;
    // Broken off: the last chunk, of no bytes, is missing.
    expect([read.includes('event: '), read.endsWith('0\r\n\r\n')]).toEqual([false, false]);
  });
});
