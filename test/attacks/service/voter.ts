import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import WebSocket from 'ws';
import { introduced } from '../transports';
import { answer } from './helper';

/** Delegates who vote at a steady rate, whatever comes of the ballots before, by turns over HTTP and WebSocket. */
const cast = 'mutation Cast($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence digest } } }';

/** Longest a ballot is waited for, in milliseconds; later it counts as refused. */
const patienceMs = 15_000;

type Ballot = (input: object) => Promise<string>;

export interface Votes {
  /** Of each ballot, refused or not, in milliseconds. */
  readonly ms: readonly number[];
  /** Why ballots were not acknowledged. */
  readonly refusals: readonly string[];
}

let agent = new Agent();
let sockets: WebSocket[] = [];
let ballots: Ballot[] = [];

async function connect({ url, tokens }: { url: string; tokens: readonly string[] }): Promise<void> {
  for (const socket of sockets) socket.terminate();
  agent.destroy();
  agent = new Agent({ keepAlive: true });
  sockets = [];
  ballots = [];
  for (const [n, token] of tokens.entries()) {
    ballots.push(n % 2 ? await overSocket(url, token) : (input) => overHttp(url, token, input));
  }
}

function overHttp(url: string, token: string, input: object): Promise<string> {
  const body = JSON.stringify({ query: cast, variables: { input } });
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const sent = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => resolve(text));
      response.once('error', (error) => resolve(String(error)));
    });
    sent.once('error', (error) => {
      // A connection that was closed while it was idle has heard nothing; the key makes it safe to ask once more.
      const isIdle = sent.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET';
      if (isIdle) overHttp(url, token, input).then(resolve, () => undefined);
      else resolve(String(error));
    });
    sent.end(body);
  });
}

async function overSocket(url: string, token: string): Promise<Ballot> {
  const socket = await introduced(url, token);
  sockets.push(socket);
  let settle: (text: string) => void = () => undefined;
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    if (text.includes('"type":"ping"')) socket.send('{"type":"pong"}');
    else if (/"type":"(next|error)"/.test(text)) settle(text);
  });
  socket.on('close', (code) => settle(`closed with ${code}`));
  socket.on('error', () => undefined);
  return (input) =>
    new Promise((resolve) => {
      settle = resolve;
      if (socket.readyState !== WebSocket.OPEN) resolve('the socket is closed');
      else
        socket.send(
          JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: { query: cast, variables: { input } } }),
        );
    });
}

async function vote({
  pollId,
  perSecond,
  forMs,
}: {
  pollId: string;
  perSecond: number;
  forMs: number;
}): Promise<Votes> {
  const ms: number[] = [];
  const refusals: string[] = [];
  const under: Promise<void>[] = [];
  const count = Math.min(ballots.length, Math.round((perSecond * forMs) / 1_000));
  const startedAt = performance.now();
  for (let n = 0; n < count; n += 1) {
    const dueMs = (n * 1_000) / perSecond - (performance.now() - startedAt);
    if (dueMs > 0) await new Promise((resolve) => setTimeout(resolve, dueMs));
    const ballot = ballots[n] as Ballot;
    const sentAt = performance.now();
    under.push(
      inTime(ballot({ pollId, choices: [n % 3 ? 'YES' : 'NO'], idempotencyKey: randomUUID() })).then((text) => {
        ms.push(performance.now() - sentAt);
        if (!/"castBallot":\{"receipt":\{"sequence":\d/.test(text))
          refusals.push(/"code":"(\w+)"/.exec(text)?.[1] ?? text.slice(0, 80));
      }),
    );
  }
  await Promise.all(under);
  return { ms, refusals };
}

function inTime(text: Promise<string>): Promise<string> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(`no answer for ${patienceMs} ms`), patienceMs);
    void text.then((given) => {
      clearTimeout(late);
      resolve(given);
    });
  });
}

answer({ connect, vote });
