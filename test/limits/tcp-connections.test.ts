import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { limitTcpConnections } from '../../src/limits/tcp-connections';

let server: Server;
let sockets: Socket[];
async function listening(proxies: readonly string[]): Promise<void> {
  server = createServer((_request, response) => response.end('answered'));
  limitTcpConnections(server, { perAddress: 3, proxies });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  sockets = [];
}
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Dials and asks, keeping the connection; what came, or nothing where it was cut off. */
async function connectTcp(): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined).write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  return new Promise((resolve) => {
    socket.once('data', (data) => resolve(String(data).includes('answered') ? 'answered' : String(data)));
    socket.once('close', () => resolve('cut off'));
  });
}

describe('limitTcpConnections', () => {
  it('lets one address keep so many connections, and cuts off more until one has ended', async () => {
    await listening([]);
    expect([await connectTcp(), await connectTcp(), await connectTcp(), await connectTcp()]).toEqual([
      ...Array(3).fill('answered'),
      'cut off',
    ]);
    const [first] = sockets as [Socket];
    const ends = once(first, 'close');
    first.end();
    await ends;
    expect([await connectTcp(), await connectTcp()]).toEqual(['answered', 'cut off']);
  });

  it('counts nothing that comes through a proxy', async () => {
    await listening(['127.0.0.0/8']);
    for (let n = 0; n < 5; n += 1) expect(await connectTcp()).toBe('answered');
  });
});
