/**
 * `npm run hops [-- --json]`: which named functions of src one ballot passes through on each transport, from the arrival
 * of its request to its answer. Counted by V8's precise coverage, in a process that serves and asks; anonymous functions
 * and packages do not count. Works on DATABASE_URL, or on the embedded PostgreSQL in a folder that is removed.
 */
import 'reflect-metadata';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { Session } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import WebSocket from 'ws';
import { type App, startApp } from '../src/app/start';
import { readConfig } from '../src/config/config';
import { anOpenPoll } from '../test/support/ballots';
import { aHall, type Hall } from '../test/support/hall';
import { tokensOf } from '../test/support/nodes';

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

/** Functions by file and name, such as `src/poll/cast-ballot.ts:castBallot`. */
type Hops = ReadonlySet<string>;

/** Sends one ballot as somebody; settles when it has been answered. @throws when it is refused */
type CastOne = (token: string, input: object) => Promise<void>;

interface Transport {
  readonly name: 'http' | 'websocket' | 'event stream';
  /** Makes what must stand before a ballot is sent: a socket that has said who it is. */
  prepare(app: App, token: string): Promise<CastOne>;
}

const document = 'mutation ($input: CastBallotInput!) { castBallot(input: $input) { sequence } }';
/** Ballots before the one that is counted, on each transport: what is kept or compiled is there then. */
const warmUps = 3;
const root = pathToFileURL(join(__dirname, '..')).href;
const isOurs = (url: string) => url.startsWith(`${root}/src/`);

async function post(url: string, token: string, input: object, accept: string): Promise<void> {
  const headers = { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` };
  const sent = request(url, { method: 'POST', headers }).end(JSON.stringify({ query: document, variables: { input } }));
  const [response] = await once(sent, 'response');
  requireDone(await text(response));
}

function requireDone(answer: string): void {
  if (!answer.includes('"sequence":')) throw new Error(`a ballot was not taken: ${answer}`);
}

async function aSocket(app: App, token: string): Promise<CastOne> {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  const send = async (message: object) => {
    socket.send(JSON.stringify(message));
    const [answer] = await once(socket, 'message');
    return String(answer);
  };
  await send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  return async (_, input) => {
    requireDone(await send({ id: '1', type: 'subscribe', payload: { query: document, variables: { input } } }));
    socket.close();
  };
}

const transports: readonly Transport[] = [
  {
    name: 'http',
    prepare: async (app) => (token, input) => post(`${app.url}/graphql`, token, input, 'application/json'),
  },
  { name: 'websocket', prepare: aSocket },
  {
    name: 'event stream',
    prepare: async (app) => (token, input) => post(`${app.url}/graphql/stream`, token, input, 'text/event-stream'),
  },
];

/** Counts calls of functions of src. */
class CallCounter {
  private readonly inspector = new Session();
  private readonly texts = new Map<string, string>();

  constructor() {
    this.inspector.connect();
    this.inspector.on('Debugger.scriptParsed', ({ params }) => {
      if (!isOurs(params.url)) return;
      this.inspector.post('Debugger.getScriptSource', { scriptId: params.scriptId }, (error, found) => {
        if (!error) this.texts.set(params.scriptId, found.scriptSource);
      });
    });
    this.inspector.post('Debugger.enable');
    this.inspector.post('Profiler.enable');
    this.inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  }

  /** What was called since the last time. */
  take(): Hops {
    const hops = new Set<string>();
    this.inspector.post('Profiler.takePreciseCoverage', (error, coverage) => {
      if (error) throw error;
      for (const { scriptId, url, functions } of coverage.result) {
        if (!isOurs(url)) continue;
        for (const { functionName, ranges } of functions) {
          const [range] = ranges;
          if (isGuessed(functionName) || !range?.count) continue;
          const code = this.texts.get(scriptId)?.slice(range.startOffset, range.endOffset) ?? '';
          if (!isExport(code)) hops.add(`${url.slice(root.length + 1)}:${functionName}`);
        }
      }
    });
    return hops;
  }

  stop(): void {
    this.inspector.disconnect();
  }
}

/** What the compiler writes for each thing that a module exports: `get name() { return name; }`. */
const isExport = (code: string): boolean => /^(get )?(function\s*)?\w*\s*\(\)\s*\{\s*return \w+;\s*\}$/.test(code);

/** Names that V8 guesses for functions without one, such as `field.resolve` or `_ts_decorate.description`. */
const isGuessed = (name: string): boolean => name === '' || /[.<]/.test(name);

/** What is called when a log has grown, whoever wrote to it: that runs beside the answer. */
async function besides(app: App, calls: CallCounter, hall: Hall): Promise<Hops> {
  calls.take();
  await app.db.query(`select pg_notify('giaouoc_log', $1 || ' 1')`, [hall.conference.id]);
  // Answered after the notification was sent, on another connection: some turns of the loop bring both.
  for (let turn = 0; turn < 20; turn += 1) await app.db.query('select 1');
  return calls.take();
}

async function measure(app: App): Promise<Record<string, string[]>> {
  const hall = await aHall(app.db, { members: transports.length * (warmUps + 1) });
  const pollId = await anOpenPoll(hall);
  const tokens = await tokensOf(app.db, hall.delegates);
  const calls = new CallCounter();
  const others = await besides(app, calls, hall);
  const found: Record<string, string[]> = {};
  for (const { name, prepare } of transports) {
    let hops: Hops = new Set();
    for (let n = 0; n <= warmUps; n += 1) {
      const token = tokens.shift() as string;
      const castOne = await prepare(app, token);
      calls.take();
      await castOne(token, { pollId, choices: ['YES'], idempotencyKey: `${name} ${n} of hops` });
      hops = calls.take();
    }
    found[name] = [...hops].filter((hop) => !others.has(hop)).sort();
  }
  calls.stop();
  return found;
}

function print(found: Record<string, string[]>): void {
  for (const [name, hops] of Object.entries(found)) {
    const files = new Set(hops.map((hop) => hop.slice(0, hop.lastIndexOf(':'))));
    console.log(`\n${name}: ${hops.length} functions in ${files.size} files`);
    for (const hop of hops) console.log(`  ${hop}`);
  }
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'giaouoc-hops-'));
  const { DATABASE_URL = '' } = process.env;
  const settings = { PORT: '0', LOG_LEVEL: 'silent', DEMO: 'off', STALE_MS: '600000', DATA_DIR: folder, DATABASE_URL };
  try {
    const app = await startApp(readConfig(settings));
    try {
      const found = await measure(app);
      if (options.json) console.log(JSON.stringify(found));
      else print(found);
    } finally {
      await app.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
