import type { WebSocket, WebSocketServer } from 'ws';
import { drained } from '../drain';
import { closeCodes } from './close-codes';
import { isAnswering } from './introduction';
import type { SocketProtocol } from './protocol';

/** How long sockets get to answer the close when the server goes down, in milliseconds. */
const farewellMs = 1_000;

/** Closes all sockets, so that clients connect again; those that wait for an answer once they have it, or after some seconds. */
export async function closeAll(wss: WebSocketServer, { introductions }: SocketProtocol): Promise<void> {
  const leaveBut = (staying: ReadonlySet<WebSocket>) => {
    for (const client of wss.clients) if (!staying.has(client)) client.close(closeCodes.goingAway, 'going away');
    return staying.size === 0;
  };
  // A vote under way will be written: closed now, its sender would not be told so.
  await drained(() => leaveBut(new Set([...introductions.known].filter(isAnswering).map(({ extra }) => extra.socket))));
  leaveBut(new Set());
  await drained(() => wss.clients.size === 0, farewellMs);
  for (const socket of wss.clients) socket.terminate();
  wss.close();
}
