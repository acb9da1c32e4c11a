import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { answer } from './children';
import { moment, tallyQuery } from './tally';

/**
 * Thousands of followers in one process. They do as little as they can with a message: find its number and the time.
 */
interface LogTailer {
  socket: WebSocket;
  /** The number in the last message. */
  latest: number;
  closed: { code: number; reason: string } | null;
}

const opening = 100;
const mark = Buffer.from('"sequence":');

let followers: LogTailer[] = [];
let url = '';
let id = '';
let query = tallyQuery;
/** Arrivals by number, as moments. */
let arrivals = new Map<number, number[]>();
let received = 0;
let bytes = 0;
let lastSize = 0;
let reconnect: { minMs: number; maxMs: number } | null = null;
let comeBack = false;
let late = 0;
/** Followers from this one on are not measured. */
let measured = Number.POSITIVE_INFINITY;

function heard(follower: LogTailer, index: number, data: Buffer): void {
  const at = data.indexOf(mark);
  if (at < 0) return;
  let sequence = 0;
  for (let n = at + mark.length; ; n += 1) {
    const digit = (data[n] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    sequence = sequence * 10 + digit;
  }
  follower.latest = sequence;
  bytes += data.length;
  lastSize = data.length;
  if (index >= measured) {
    late += 1;
    return;
  }
  received += 1;
  const list = arrivals.get(sequence);
  if (list) list.push(moment());
  else arrivals.set(sequence, [moment()]);
}

function connect(index: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false, skipUTF8Validation: true });
    const follower: LogTailer = { socket, latest: -1, closed: null };
    followers[index] = follower;
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data: Buffer) => {
      if (follower.latest < 0 && data.includes('connection_ack')) {
        reconnect = JSON.parse(String(data)).payload?.reconnect ?? reconnect;
        socket.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: { query, variables: { id } } }));
      } else {
        const first = follower.latest < 0;
        heard(follower, index, data);
        if (first && follower.latest >= 0) resolve();
        // A server that answers with an error would be waited for without end.
        if (first && follower.latest < 0) {
          follower.closed = { code: 0, reason: String(data).slice(0, 300) };
          resolve();
        }
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => {
      follower.closed = { code, reason: String(reason) };
      if (!comeBack) return resolve();
      const { minMs, maxMs } = reconnect ?? { minMs: 0, maxMs: 0 };
      setTimeout(() => void connect(index).then(resolve), minMs + Math.random() * (maxMs - minMs));
    });
  });
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

answer({
  /** Connects and waits until every follower has its first state. */
  async connect(given: { url: string; id: string; count: number; query?: string }) {
    ({ url, id } = given);
    query = given.query ?? tallyQuery;
    followers = [];
    let next = 0;
    const worker = async () => {
      while (next < given.count) {
        next += 1;
        await connect(next - 1);
      }
    };
    await Promise.all(Array.from({ length: opening }, worker));
    const failed = followers.find((follower) => follower.latest < 0);
    if (failed) throw new Error(`a follower got no state: ${JSON.stringify(failed.closed)}`);
  },
  /** Forgets what has been measured. */
  reset() {
    arrivals = new Map();
    received = 0;
    bytes = 0;
  },
  count: () => ({ received, bytes, lastSize }),
  /** How many followers have a state at least this new, and how many are connected. */
  current: ({ sequence }: { sequence: number }) => ({
    current: followers.filter(({ latest }) => latest >= sequence).length,
    cut: followers.filter(({ closed }) => closed).length,
    open: followers.filter(({ socket }) => socket.readyState === WebSocket.OPEN).length,
    reconnect,
  }),
  /** Delays from the times given, by number. */
  delays({ times }: { times: [number, number][] }) {
    const delays: number[] = [];
    for (const [sequence, at] of times) for (const arrival of arrivals.get(sequence) ?? []) delays.push(arrival - at);
    delays.sort((a, b) => a - b);
    return { p50Ms: percentile(delays, 0.5), p99Ms: percentile(delays, 0.99), samples: delays.length };
  },
  /** The last followers ask for one thing more, then stop reading; the others alone are measured from then on. */
  stall({ count, query }: { count: number; query: string }) {
    measured = followers.length - count;
    for (const { socket } of followers.slice(measured)) {
      socket.send(JSON.stringify({ id: 'more', type: 'subscribe', payload: { query, variables: { id } } }));
      socket.pause();
    }
  },
  /** Messages to followers that are not measured. */
  lateMessages: () => late,
  resume() {
    for (const { socket } of followers.slice(measured)) socket.resume();
  },
  /** Whoever is cut off from now on comes back, after the pause the server has asked for. */
  comeBack() {
    comeBack = true;
  },
  codes() {
    const counts: Record<string, number> = {};
    for (const { closed } of followers) if (closed) counts[closed.code] = (counts[closed.code] ?? 0) + 1;
    return counts;
  },
});
