import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { codes } from '../../errors/codes';
import { Refusal } from '../../errors/refusal';
import { addresses } from '../client-address';
import { credentialsOf } from '../credentials';
import { unsaid } from '../http/say-how-kept';
import { originAllowed } from '../origin';
import type { TransportServices } from '../services';
import { closeAll } from './farewell';
import { Heartbeat } from './heartbeat';
import { SocketPort } from './port';
import { SocketProtocol } from './protocol';
import { MessageRate } from './rate-limiter';

/** A WebSocket message holds one operation; imports go over HTTP. */
const maxPayloadBytes = 65_536;
/** How long a socket may take to answer a close, in milliseconds. The types of `ws` do not know of it yet. */
const unknownToTypes: object = { closeTimeout: 2_000 };
/** Header of a refusal, which no cache may keep: that of an address that is not there might be kept otherwise. */
const unkept = [...Object.entries(unsaid), ['connection', 'close']].map((header) => header.join(': ')).join('\r\n');
const heartbeat = { everyMs: 5_000, perSecond: 200 };

/**
 * `ws /graphql` with the graphql-transport-ws protocol: subscriptions through the broker, queries and mutations through
 * the pipeline. Sockets of a session that ends are closed (transport/connections).
 * Returns what closes all sockets, so that clients reconnect; those that wait for an answer a moment later.
 */
export function serveWebsocket(server: Server, services: TransportServices): () => Promise<void> {
  const { config } = services;
  const addressOf = addresses(config.proxies);
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: maxPayloadBytes,
    perMessageDeflate: false,
    // Pings are answered within the socket's pace.
    autoPong: false,
    ...unknownToTypes,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  const report = (error: unknown) => services.report(error, randomUUID());
  const pulse = new Heartbeat(wss.clients, heartbeat);
  const protocol = new SocketProtocol(services);
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Node has taken its own listener off; a peer that resets the connection now would end the process.
    socket.on('error', ignore);
    const refusal = refusalOf(request, socket, services, addressOf);
    if (refusal) return void socket.end(`HTTP/1.1 ${refusal}\r\n${unkept}\r\n\r\n`, () => socket.destroy());
    wss.handleUpgrade(request, socket, head, (ws) => open(ws, request));
  };
  const open = (socket: WebSocket, request: IncomingMessage) => {
    const rate = new MessageRate(socket, config.messagesPerSecond);
    const shown = credentialsOf(request.headers, config.secureCookie);
    const port = new SocketPort(socket, rate, report);
    const closed = protocol.opened(port, { socket, address: addressOf(request), shown });
    pulse.add(socket);
    socket.on('ping', (data) => {
      if (rate.allows()) socket.pong(data, false, ignore);
    });
    socket.on('pong', () => rate.allows());
    socket.on('error', ignore);
    socket.once('close', (code, reason) => {
      closed(code, String(reason)).catch(report);
    });
  };
  server.on('upgrade', upgrade);
  return async () => {
    server.off('upgrade', upgrade);
    pulse.stop();
    await closeAll(wss, protocol);
  };
}

/** Why a socket is not opened, as a status line with headers; null when it may be. Counts it from now on. */
function refusalOf(
  request: IncomingMessage,
  socket: Duplex,
  { connectionLimiter, origins }: TransportServices,
  addressOf: (request: IncomingMessage) => string,
): string | null {
  if (request.url?.split('?', 1)[0] !== '/graphql') return '404 Not Found';
  if (!originAllowed(request, origins)) return '403 Forbidden';
  try {
    socket.once('close', connectionLimiter.enter(addressOf(request)));
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status } = codes[error.code];
    return `${status} ${STATUS_CODES[status]}\r\nRetry-After: 1`;
  }
}

function ignore(): void {
  // `ws` closes the socket by itself, with the code that fits.
}
