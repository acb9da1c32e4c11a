import { connect, type Socket } from 'node:net';

/** What one run of many connections came to. */
export interface Load {
  readonly answered: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** A POST over HTTP/1.1 as bytes, the same each time. */
export function requestOf(url: string, body: object): Buffer {
  const text = JSON.stringify(body);
  return Buffer.from(
    `POST /graphql HTTP/1.1\r\nhost: ${new URL(url).host}\r\ncontent-type: application/json\r\naccept: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

/** Asks the same over so many kept-alive connections, each the next time as soon as it is answered, for so long. */
export async function load(url: string, request: Buffer, connections: number, forMs: number): Promise<Load> {
  const delays: number[] = [];
  const startedAt = performance.now();
  const lines = Array.from({ length: connections }, () => askAgain(url, request, startedAt + forMs, delays));
  await Promise.all(lines);
  const seconds = (performance.now() - startedAt) / 1000;
  delays.sort((a, b) => a - b);
  const at = (share: number) => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? 0;
  return { answered: delays.length, perSecond: delays.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

/** The body of one answer. */
export async function ask(url: string, request: Buffer): Promise<string> {
  const bodies: string[] = [];
  await askAgain(url, request, 0, [], bodies);
  return bodies[0] ?? '';
}

/** Asks once and then until the time is over. Cheap on purpose: client and servers share the cores. */
function askAgain(url: string, request: Buffer, untilMs: number, delays: number[], bodies?: string[]): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
    let askedAt = 0;
    let answer: Buffer = Buffer.alloc(0);
    const send = () => {
      askedAt = performance.now();
      socket.write(request);
    };
    socket.once('connect', send);
    socket.once('error', reject);
    socket.on('data', (chunk: Buffer) => {
      answer = answer.length ? Buffer.concat([answer, chunk]) : chunk;
      const body = bodyOf(answer);
      if (body === null) return;
      if (!answer.subarray(0, 15).includes(' 200 ')) {
        socket.destroy();
        reject(new Error(answer.toString('utf8', 0, 500)));
        return;
      }
      delays.push(performance.now() - askedAt);
      bodies?.push(body.toString('utf8'));
      answer = Buffer.alloc(0);
      if (performance.now() < untilMs) send();
      else socket.end(() => resolve());
    });
  });
}

/** The body of a whole answer, by its length or in chunks; null while there is more to come. */
function bodyOf(answer: Buffer): Buffer | null {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = answer.toString('latin1', 0, end).toLowerCase();
  const length = /content-length: (\d+)/.exec(head)?.[1];
  const body = answer.subarray(end + 4);
  if (length !== undefined) return body.length >= Number(length) ? body : null;
  return body.subarray(-5).toString('latin1') === '0\r\n\r\n' ? dechunked(body) : null;
}

function dechunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, line), 16);
    if (!size) return Buffer.concat(parts);
    parts.push(body.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
