import { connect, type Socket } from 'node:net';
import WebSocket from 'ws';

/** One voter's connection: sends an operation and waits for its answer. One operation at a time. */
export interface Line {
  ask(query: string, variables: object, token: string | null): Promise<string>;
  close(): void;
}

/** HTTP/1.1 over one kept-alive connection, written by hand so that the client costs the shared cores little. */
export async function httpLine(url: string): Promise<Line> {
  const { hostname, port, host } = new URL(url);
  const socket = await new Promise<Socket>((resolve, reject) => {
    const made = connect({ host: hostname, port: Number(port), noDelay: true }, () => resolve(made));
    made.once('error', reject);
  });
  let buffered = '';
  let settle: { resolve(body: string): void; reject(error: Error): void } | null = null;
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    buffered += chunk;
    const head = buffered.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(buffered)?.[1] ?? 0);
    const body = buffered.slice(head + 4);
    if (Buffer.byteLength(body) < length) return;
    buffered = '';
    settle?.resolve(body);
  });
  socket.on('close', () => settle?.reject(new Error('connection closed')));
  return {
    ask(query, variables, token) {
      if (socket.destroyed) throw new Error('connection closed');
      const body = JSON.stringify({ query, variables });
      const bearer = token ? `authorization: Bearer ${token}\r\n` : '';
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\n${bearer}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
      return new Promise((resolve, reject) => {
        settle = { resolve, reject };
      });
    },
    close: () => socket.destroy(),
  };
}

/** graphql-transport-ws over one open socket. */
export async function socketLine(url: string, token: string | null): Promise<Line> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  });
  let settle: ((body: string) => void) | null = null;
  let id = 0;
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', (code) => reject(new Error(`socket closed with ${code}`)));
    socket.on('open', () => {
      const payload = token ? { authorization: `Bearer ${token}` } : {};
      socket.send(JSON.stringify({ type: 'connection_init', payload }));
    });
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.includes('"connection_ack"')) resolve();
      else if (text.includes('"type":"ping"')) socket.send('{"type":"pong"}');
      else if (text.includes('"type":"next"') || text.includes('"type":"error"')) settle?.(text);
    });
  });
  return {
    ask(query, variables) {
      id += 1;
      socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload: { query, variables } }));
      return new Promise((resolve) => {
        settle = resolve;
      });
    },
    close: () => socket.terminate(),
  };
}
