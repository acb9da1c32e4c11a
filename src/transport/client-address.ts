import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

/** Tells from where a request comes: from the connection's other side, or from whom a trusted proxy there names. */
export function addresses(proxies: readonly string[]): (request: IncomingMessage) => string {
  if (proxies.length === 0) return (request) => request.socket.remoteAddress ?? '';
  const trusted = proxyAddr.compile([...proxies]);
  return (request) => proxyAddr(request, trusted) ?? '';
}
