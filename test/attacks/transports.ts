import WebSocket from 'ws';

export interface Operation {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

/** The first thing that came back. */
export interface Reply {
  /** Of the HTTP answer; 0 over a socket. */
  readonly status: number;
  /** Code a socket was closed with, before any answer. */
  readonly closed: number | null;
  /** Codes of errors. */
  readonly codes: readonly string[];
  readonly text: string;
  readonly ms: number;
}

/** Longest any answer may take, in milliseconds. */
const patienceMs = 15_000;

/** The three ways to send an operation; each sends it once. */
export const transports = { HTTP: overHttp, WebSocket: overSocket, SSE: overStream } as const;
export type Transport = keyof typeof transports;
export const transportNames = Object.keys(transports) as readonly Transport[];

type Headers = Readonly<Record<string, string>>;

export function overHttp(url: string, operation: unknown, token?: string, headers: Headers = {}): Promise<Reply> {
  return post(`${url}/graphql`, operation, token, { ...headers, accept: 'application/json' });
}

/** @param silentMs how long it may say nothing after its beginning, in milliseconds; it is left then */
export function overStream(
  url: string,
  operation: unknown,
  token?: string,
  headers: Headers = {},
  silentMs: number = patienceMs,
): Promise<Reply> {
  return post(`${url}/graphql/stream`, operation, token, { ...headers, accept: 'text/event-stream' }, silentMs);
}

async function post(
  url: string,
  operation: unknown,
  token: string | undefined,
  headers: Headers,
  silentMs: number | null = null,
): Promise<Reply> {
  const startedAt = performance.now();
  const send = () =>
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...headers,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: typeof operation === 'string' ? operation : JSON.stringify(operation),
      signal: AbortSignal.timeout(patienceMs),
    });
  let response = await send();
  // A process that had no turn between connecting and sending is late for a short REQUEST_TIMEOUT_MS: a client may send
  // again what was answered by 408 (RFC 9110, 15.5.9).
  for (let again = 0; response.status === 408 && again < 3; again += 1) {
    await response.body?.cancel();
    response = await send();
  }
  const text = silentMs === null ? await response.text() : await firstEvent(response, silentMs);
  return { status: response.status, closed: null, codes: codesIn(text), text, ms: performance.now() - startedAt };
}

/** The first event of a stream, or all of an answer that is none, or what came until there was silence. */
async function firstEvent(response: Response, silentMs: number): Promise<string> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let isSilent = false;
  const silence = setTimeout(() => {
    isSilent = true;
    reader.cancel().catch(() => undefined);
  }, silentMs);
  let text = '';
  try {
    while (!/^data: \{.*\}$/m.test(text)) {
      const { done, value } = await reader.read();
      if (done) break;
      text += Buffer.from(value).toString();
    }
  } finally {
    clearTimeout(silence);
  }
  if (!isSilent) await reader.cancel().catch(() => undefined);
  return text;
}

async function overSocket(url: string, operation: unknown, token?: string, headers: Headers = {}): Promise<Reply> {
  const startedAt = performance.now();
  const socket = await introduced(url, token, headers);
  const payload = typeof operation === 'string' ? operation : JSON.stringify(operation);
  try {
    const answer = heard(socket);
    socket.send(`{"id":"1","type":"subscribe","payload":${payload}}`);
    const { text, closed } = await answer;
    return { status: 0, closed, codes: codesIn(text), text, ms: performance.now() - startedAt };
  } finally {
    socket.terminate();
  }
}

/** A socket that is open; where it is refused, the status. */
export function opened(url: string, headers: Headers = {}): Promise<WebSocket | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
    socket.once('open', () => resolve(socket));
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', reject);
  });
}

/** A socket that has been acknowledged. @throws when it is refused or closed */
export async function introduced(url: string, token?: string, headers: Headers = {}): Promise<WebSocket> {
  const socket = await opened(url, headers);
  if (typeof socket === 'number') throw new Error(`the socket was refused with ${socket}`);
  const answer = heard(socket);
  const payload = token ? { authorization: `Bearer ${token}` } : {};
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  const { text, closed } = await answer;
  if (!text.includes('connection_ack')) throw new Closed(closed ?? 0);
  return socket;
}

/** A socket was closed before it was acknowledged. */
export class Closed extends Error {
  constructor(readonly code: number) {
    super(`closed with ${code}`);
  }
}

/** The next message, or the code the socket is closed with. @throws when nothing comes */
export function heard(socket: WebSocket): Promise<{ text: string; closed: number | null }> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no answer for ${patienceMs} ms`)), patienceMs);
    const settle = (text: string, closed: number | null) => {
      clearTimeout(late);
      resolve({ text, closed });
    };
    socket.once('message', (data) => settle(String(data), null));
    socket.once('close', (code) => settle('', code));
  });
}

/** The code a socket is closed with. @throws when it stays open */
export function closing(socket: WebSocket): Promise<number> {
  if (socket.readyState === socket.CLOSED) return Promise.resolve(0);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`open for ${patienceMs} ms`)), patienceMs);
    socket.once('close', (code) => {
      clearTimeout(late);
      resolve(code);
    });
  });
}

function codesIn(text: string): string[] {
  return [...text.matchAll(/"code":"([A-Z_]+)"/g)].map((match) => match[1] as string);
}
