import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { runBaseline } from '../baseline';
import { tallyAt } from '../tally';

/** The least Node can do with `ws`: one buffer, made once, sent to every socket. */
const http = createServer();
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
const followers = new Set<WebSocket>();

sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    const { type } = JSON.parse(String(data)) as { type: string };
    if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
    else {
      followers.add(socket);
      socket.send(messageAt(0), { binary: false });
    }
  });
  socket.on('close', () => followers.delete(socket));
});

function messageAt(sequence: number): Buffer {
  // An id as long as those the other servers send back.
  const id = '00000000-0000-4000-8000-000000000000';
  return Buffer.from(JSON.stringify({ id, type: 'next', payload: { data: { pollTally: tallyAt(sequence) } } }));
}

runBaseline(http, (sequence) => {
  const message = messageAt(sequence);
  for (const socket of followers) socket.send(message, { binary: false });
});
