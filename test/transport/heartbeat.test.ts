import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import WebSocket, { WebSocketServer } from 'ws';
import { Heartbeat } from '../../src/transport/websocket/heartbeat';
import { until } from '../support/until';

let http: Server;
let server: WebSocketServer;
let pulse: Heartbeat;
beforeEach(async () => {
  http = createServer();
  server = new WebSocketServer({ server: http, perMessageDeflate: false });
  pulse = new Heartbeat(server.clients, { everyMs: 100, perSecond: 1_000 });
  server.on('connection', (socket) => pulse.add(socket));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()));
});
afterEach(() => {
  pulse.stop();
  for (const socket of server.clients) socket.terminate();
  server.close();
  http.close();
});

async function aPair(autoPong: boolean) {
  const far = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`, { autoPong });
  let pings = 0;
  far.on('ping', () => {
    pings += 1;
  });
  const opened = once(far, 'open');
  const [near] = (await once(server, 'connection')) as [WebSocket];
  await opened;
  return { near, far, pings: () => pings };
}

describe('Heartbeat', () => {
  it('ends a socket whose peer does not answer by its next turn, and no other', async () => {
    const silent = await aPair(false);
    const alive = await aPair(true);
    const [code] = (await once(silent.near, 'close')) as [number];
    expect(code).toBe(1006);
    expect(silent.pings()).toBe(1);
    await until(() => alive.pings() >= 4);
    expect(alive.near.readyState).toBe(WebSocket.OPEN);
  });

  it('leaves one alone for which something waits, for a while', async () => {
    const busy = await aPair(false);
    const watch = await aPair(true);
    busy.far.pause();
    while (busy.near.bufferedAmount === 0) busy.near.send('x'.repeat(100_000));
    await until(() => watch.pings() >= 4);
    expect(busy.near.readyState).toBe(WebSocket.OPEN);
    busy.far.resume();
    await once(busy.near, 'close');
  });

  it('ends one for which something waits once nothing of it has left for too long, and no slow one', async () => {
    pulse.stop();
    pulse = new Heartbeat(server.clients, { everyMs: 50, perSecond: 1_000, stallMs: 1_000 });
    const stalled = await aPair(true);
    const slow = await aPair(true);
    for (const { near, far } of [stalled, slow]) {
      far.pause();
      while (near.bufferedAmount < 8_000_000) near.send('x'.repeat(2_000_000));
    }
    // Takes some of it every now and then, as a phone at the edge of its network does.
    const reading = setInterval(() => {
      while (slow.near.bufferedAmount < 8_000_000) slow.near.send('x'.repeat(2_000_000));
      slow.far.resume();
      setTimeout(() => slow.far.pause(), 5);
    }, 50);
    const startedAtMs = performance.now();
    await once(stalled.near, 'close');
    expect(performance.now() - startedAtMs).toBeGreaterThan(900);
    expect(slow.near.readyState).toBe(WebSocket.OPEN);
    clearInterval(reading);
  });
});
