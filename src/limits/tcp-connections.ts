import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import { networkOf } from './network';

export interface TcpLimits {
  /** TCP connections of one address, whatever goes over them. */
  readonly perAddress: number;
  /** Proxies, through which everybody may come. */
  readonly proxies: readonly string[];
}

/**
 * Cuts off the connections one address opens beyond its limit. Sockets and event streams are counted by `ConnectionLimiter`; connections
 * kept alive, or on which nothing was asked yet, only here.
 */
export function limitTcpConnections(server: Server, { perAddress, proxies }: TcpLimits): void {
  const byNetwork = new Map<string, number>();
  const isProxy = proxyAddr.compile([...proxies]);
  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket;
    // Gone already, or by a way that has no addresses.
    if (remoteAddress === undefined || isProxy(remoteAddress, 0)) return;
    const network = networkOf(remoteAddress);
    const open = byNetwork.get(network) ?? 0;
    if (open >= perAddress) {
      socket.destroy();
      return;
    }
    byNetwork.set(network, open + 1);
    socket.once('close', () => {
      const left = (byNetwork.get(network) ?? 1) - 1;
      if (left > 0) byNetwork.set(network, left);
      else byNetwork.delete(network);
    });
  });
}
