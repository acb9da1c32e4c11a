import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import WebSocket, { WebSocketServer } from 'ws';
import { SerializedResult } from '../../src/graphql/serialized-result';
import { SocketSink } from '../../src/transport/websocket/socket-sink';
import { until } from '../support/until';

let http: Server;
let server: WebSocketServer;
beforeAll(async () => {
  http = createServer();
  server = new WebSocketServer({ server: http, perMessageDeflate: { threshold: 0 } });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()));
});
afterAll(() => {
  server.close();
  http.close();
});

interface Pair {
  readonly near: WebSocket;
  readonly far: WebSocket;
  readonly got: string[];
}

async function aPair(perMessageDeflate = false): Promise<Pair> {
  const far = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`, { perMessageDeflate });
  const got: string[] = [];
  far.on('message', (data) => got.push(String(data)));
  const [near] = (await once(server, 'connection')) as [WebSocket];
  if (far.readyState !== far.OPEN) await once(far, 'open');
  return { near, far, got };
}

const message = (id: string, body: SerializedResult) =>
  `{"id":${JSON.stringify(id)},"type":"next","payload":${body.text}}`;
/** A body so long that the whole message has `bytes`, ending in letters of two and three bytes. */
function bodyFor(id: string, bytes: number): SerializedResult {
  const empty = Buffer.byteLength(message(id, new SerializedResult('""')));
  const words = bytes - empty > 20 ? 'Giao ước ' : '';
  return new SerializedResult(JSON.stringify(words + 'x'.repeat(bytes - empty - Buffer.byteLength(words))));
}

const sinkOf = (ws: WebSocket, id: string) => new SocketSink(ws, id, { subscriptions: { [id]: null } });

const ids = ['1', '3c2f9d1e-6c5b-4f7d-9b3a-2f1e5d7c8a90', 'số "7"\n\\', '🇻🇳'.repeat(40), ''];
const sizes = [125, 126, 127, 8_000, 16_384, 16_385, 65_535, 65_536, 300_000];

describe('SocketSink', () => {
  it.each([
    ['plain', false],
    ['compressing', true],
  ])('sends what any client reads as one text message, whatever its length and id: a %s socket', async (_, deflate) => {
    const { near, far, got } = await aPair(deflate);
    expect(near.extensions).toBe(deflate ? 'permessage-deflate' : '');
    const expected: string[] = [];
    for (const id of ids) {
      const sink = sinkOf(near, id);
      const least = Buffer.byteLength(message(id, new SerializedResult('""')));
      for (const size of [least, ...sizes.filter((each) => each > least + 20)]) {
        const body = bodyFor(id, size);
        expect(Buffer.byteLength(message(id, body))).toBe(size);
        sink.sendNext(body);
        expected.push(message(id, body));
      }
    }
    await until(() => got.length >= expected.length);
    expect(got).toEqual(expected);
    far.terminate();
  });

  it('sends one body to many ids of many lengths without mixing them up', async () => {
    const { near, far, got } = await aPair();
    const wires = Array.from({ length: 300 }, (_, n) => ({
      id: 'ư'.repeat(n % 70) + n,
      sink: sinkOf(near, 'ư'.repeat(n % 70) + n),
    }));
    const bodies = ['Đồng ý', 'Không'].map((text) => new SerializedResult(JSON.stringify({ data: text })));
    for (const body of bodies) for (const { sink } of wires) sink.sendNext(body);
    await until(() => got.length === 600);
    expect(got).toEqual(bodies.flatMap((body) => wires.map(({ id }) => message(id, body))));
    far.terminate();
  });

  it('keeps the order with what the socket itself sends, also while its peer does not read', async () => {
    const { near, far, got } = await aPair();
    const sink = sinkOf(near, '1');
    far.pause();
    const expected: string[] = [];
    let n = 0;
    const send = () => {
      n += 1;
      const body = bodyFor('1', 2_000 + n);
      if (n % 3 === 0) near.send(`own ${n}`);
      else sink.sendNext(body);
      expected.push(n % 3 === 0 ? `own ${n}` : message('1', body));
    };
    // Beyond what the system takes: what follows waits in this process.
    while (sink.bufferedBytes < 200_000) send();
    let drained = false;
    sink.onceDrained(() => {
      drained = true;
    });
    expect(drained).toBe(false);
    far.resume();
    await until(() => drained);
    expect(sink.bufferedBytes).toBe(0);
    send();
    await until(() => got.length >= expected.length);
    expect(got).toEqual(expected);
    far.terminate();
  });

  it('does not touch what a slow socket has not taken yet when it sends the same to others', async () => {
    const [slow, quick] = [await aPair(), await aPair()];
    const [a, b] = ['a', 'b'].map((letter) => letter.repeat(6_000)) as [string, string];
    const [slowWire, quickWire] = [sinkOf(slow.near, a), sinkOf(quick.near, b)];
    const body = new SerializedResult('{"data":null}');
    slow.far.pause();
    let sent = 0;
    while (slowWire.bufferedBytes === 0) {
      slowWire.sendNext(body);
      sent += 1;
    }
    quickWire.sendNext(body);
    slow.far.resume();
    await until(() => slow.got.length === sent && quick.got.length === 1);
    expect(quick.got).toEqual([message(b, body)]);
    expect(new Set(slow.got)).toEqual(new Set([message(a, body)]));
    for (const { far } of [slow, quick]) far.terminate();
  });

  it('tells that a socket has drained when it is gone', async () => {
    const { near, far } = await aPair();
    const sink = sinkOf(near, '1');
    far.pause();
    while (sink.bufferedBytes === 0) sink.sendNext(bodyFor('1', 60_000));
    const drained = new Promise<void>((resolve) => sink.onceDrained(resolve));
    near.terminate();
    await drained;
    expect(sink.isOpen).toBe(false);
    await new Promise<void>((resolve) => sink.onceDrained(resolve));
    far.terminate();
  });
});
