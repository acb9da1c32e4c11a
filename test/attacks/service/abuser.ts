import { Agent, type IncomingMessage, request } from 'node:http';
import { setPriority } from 'node:os';
import WebSocket from 'ws';
import { introduced } from '../transports';
import { answer } from './helper';

/** What one abuser does, as fast as it is let. */
export type Job =
  /** The same requests again and again, so many at once. */
  | {
      readonly kind: 'requests';
      readonly requests: readonly Asked[];
      readonly atOnce: number;
      /** Never the same text twice, so that no answer and no document is known. */
      readonly unique?: boolean;
      /** What comes is not read. */
      readonly deaf?: boolean;
    }
  /** Subscriptions, shared out over so many sockets. */
  | {
      readonly kind: 'sockets';
      readonly operations: readonly string[];
      readonly sockets: number;
      readonly deaf?: boolean;
    }
  /** Subscriptions, each by an event stream. */
  | { readonly kind: 'streams'; readonly operations: readonly string[]; readonly deaf?: boolean };

export interface Asked {
  /** A GraphQL query to GET or POST, or else a path. */
  readonly query?: string;
  readonly path?: string;
  readonly method: 'GET' | 'POST';
}

/** What came of it. For subscriptions every message counts as an answer. */
export interface Abuse {
  readonly sent: number;
  readonly answered: number;
  readonly refused: number;
  readonly mb: number;
  readonly cpuMs: number;
  /** How often each code was given. */
  readonly codes: Readonly<Record<string, number>>;
}

// Behind everybody else on this machine: what is measured is what the server does, not how much CPU its abusers take.
setPriority(10);

let sent = 0;
let answered = 0;
let refused = 0;
let bytes = 0;
const codes = new Map<string, number>();
/** Ends one thing that is open. */
const endings = new Set<() => void>();
let isOver = false;

function refusal(code: string): void {
  refused += 1;
  codes.set(code, (codes.get(code) ?? 0) + 1);
}

/** Counts an answer by its beginning: errors come before data. */
function count(beginning: string, status = 200): void {
  if (isOver) return;
  const code = /"code":"(\w+)"/.exec(beginning.slice(0, 2_000))?.[1];
  if (status >= 400 || /^[^[]*"errors":\[/.test(beginning.slice(0, 200))) refusal(code ?? `status ${status}`);
  else answered += 1;
}

async function requests(url: string, job: Extract<Job, { kind: 'requests' }>): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: job.atOnce });
  endings.add(() => agent.destroy());
  let next = 0;
  const line = async () => {
    while (!isOver) {
      const n = next++;
      const asked = job.requests[n % job.requests.length] as Asked;
      await once(url, job.unique ? distinct(asked, n) : asked, agent, job.deaf ?? false);
    }
  };
  await Promise.all(Array.from({ length: job.atOnce }, line));
}

/** The same question in words that were never used. */
function distinct({ query, path, method }: Asked, n: number): Asked {
  const mark = `${process.pid}-${n}`;
  if (query !== undefined) return { method, query: `${query} #${mark}` };
  return { method, path: path?.replaceAll('*', mark) ?? '/' };
}

/** Resolves when the answer is there, or it is over. */
function once(url: string, { query, path, method }: Asked, agent: Agent, deaf: boolean): Promise<void> {
  const isGet = method === 'GET';
  const where = query === undefined ? path : isGet ? `/graphql?query=${encodeURIComponent(query)}` : '/graphql';
  const headers = { accept: 'application/json', ...(isGet ? {} : { 'content-type': 'application/json' }) };
  return new Promise((resolve) => {
    sent += 1;
    const out = request(`${url}${where}`, { method, agent, headers }, (response) =>
      deaf ? response.pause() : heard(response, resolve),
    );
    const end = () => {
      out.destroy();
      resolve();
    };
    endings.add(end);
    out.once('close', () => {
      endings.delete(end);
      resolve();
    });
    out.once('error', (error) => {
      if (!isOver) refusal((error as NodeJS.ErrnoException).code ?? error.message);
      // Whoever is not let in comes again at once, but not in a busy loop.
      setTimeout(resolve, 20);
    });
    out.end(query === undefined || isGet ? undefined : JSON.stringify({ query }));
  });
}

function heard(response: IncomingMessage, done: () => void): void {
  let beginning = '';
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (beginning.length < 2_000) beginning += chunk.toString('latin1');
  });
  response.once('end', () => {
    count(beginning, response.statusCode);
    done();
  });
}

async function sockets(
  url: string,
  { operations, sockets: width, deaf }: Extract<Job, { kind: 'sockets' }>,
): Promise<void> {
  const open: WebSocket[] = [];
  for (let n = 0; n < width && !isOver; n += 1) {
    const socket = await introduced(url).catch(() => null);
    if (!socket) {
      refusal('no socket');
      continue;
    }
    open.push(socket);
    endings.add(() => socket.terminate());
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => {
      bytes += data.length;
      const text = data.toString('latin1', 0, 400);
      if (text.includes('"type":"ping"')) socket.send('{"type":"pong"}');
      else if (text.includes('"type":"error"')) count('"errors":['.concat(text));
      else if (text.includes('"type":"next"')) count(text.replace(/^.*?"payload":/, ''));
    });
    socket.on('close', (code) => void (isOver || refusal(`closed ${code}`)));
  }
  for (const [n, query] of operations.entries()) {
    const socket = open[n % open.length];
    if (socket?.readyState !== WebSocket.OPEN) continue;
    sent += 1;
    socket.send(JSON.stringify({ id: String(n), type: 'subscribe', payload: { query } }));
    if (deaf) socket.pause();
  }
}

async function streams(url: string, { operations, deaf }: Extract<Job, { kind: 'streams' }>): Promise<void> {
  for (const query of operations) {
    sent += 1;
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
    const out = request(`${url}/graphql/stream`, { method: 'POST', headers, agent: false }, (response) => {
      if (deaf) return void response.pause();
      if ((response.statusCode ?? 0) >= 400) count('', response.statusCode);
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        const text = chunk.toString('latin1');
        for (const [, beginning] of text.matchAll(/^data: (.{1,2000})/gm)) count(beginning as string);
      });
      response.on('error', () => undefined);
    });
    endings.add(() => out.destroy());
    out.once('error', (error) => void (isOver || refusal(error.message)));
    out.end(JSON.stringify({ query }));
  }
}

async function run({ url, jobs, forMs }: { url: string; jobs: readonly Job[]; forMs: number }): Promise<Abuse> {
  const before = process.cpuUsage();
  const over = new Promise<void>((resolve) => {
    setTimeout(() => {
      isOver = true;
      for (const end of endings) end();
      resolve();
    }, forMs);
  });
  for (const job of jobs) {
    const doing =
      job.kind === 'requests' ? requests(url, job) : job.kind === 'sockets' ? sockets(url, job) : streams(url, job);
    doing.catch((error: unknown) => void (isOver || refusal(String(error))));
  }
  await over;
  const { user, system } = process.cpuUsage(before);
  return { sent, answered, refused, mb: bytes / 1e6, cpuMs: (user + system) / 1_000, codes: Object.fromEntries(codes) };
}

answer({ run, ready: () => true });
