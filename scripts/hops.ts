/**
 * `npm run hops [-- --json]`: the named functions of src on the way of one ballot, for each transport, counted two ways in
 * a process that serves and asks. The way: functions that have not returned, or await, when the request is prepared, when
 * the ballot reaches the ballot box, and when its statement is sent: what a reader follows from the socket to the row.
 * All: every function that was called between request and answer, helpers too, by V8's precise coverage. Anonymous
 * functions and packages do not count. Works on DATABASE_URL, or on the embedded PostgreSQL in a folder that is removed.
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
import { Client } from 'pg';
import WebSocket from 'ws';
import { type App, startApp } from '../src/app/start';
import { readConfig } from '../src/config/config';
import { Pipeline } from '../src/graphql/pipeline';
import { BallotBox } from '../src/poll/ballot-box';
import { anOpenPoll } from '../test/support/ballots';
import { aHall, type Hall } from '../test/support/hall';
import { tokensOf } from '../test/support/nodes';

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

/** Functions by file and name, such as `src/poll/cast-ballot.ts:castBallot`. */
type Hops = ReadonlySet<string>;

/** What one transport's ballot met. */
interface Found {
  readonly way: readonly string[];
  readonly all: readonly string[];
}

/** Sends one ballot as somebody; settles when it has been answered. @throws when it is refused */
type CastOne = (token: string, input: object) => Promise<void>;

interface Transport {
  readonly name: 'http' | 'websocket' | 'event stream';
  /** Makes what must stand before a ballot is sent: a socket that has said who it is. */
  prepare(app: App, token: string): Promise<CastOne>;
}

const document = 'mutation ($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence } } }';
/** Ballots before those that are counted, on each transport: what is kept or compiled is there then. */
const warmUps = 3;
/** What each of so many ballots called counts: a timer that runs during one of them is not its way. */
const counted = 3;
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

/** Collects who is on the stack, awaiting callers too, at three points of a ballot's way. */
class StackCollector {
  private readonly met = new Set<string>();
  private readonly limit = Error.stackTraceLimit;
  private readonly restore: (() => void)[] = [];

  constructor() {
    Error.stackTraceLimit = Number.POSITIVE_INFINITY;
    this.watch(Pipeline.prototype, 'prepare', () => true);
    this.watch(BallotBox.prototype, 'cast', () => true);
    this.watch(Client.prototype, 'query', (statement) => writesBallots.test(textOf(statement)));
  }

  /** Who was met since the last time, in the order in which they were met. */
  take(): readonly string[] {
    const met = [...this.met];
    this.met.clear();
    return met;
  }

  stop(): void {
    for (const each of this.restore) each();
    Error.stackTraceLimit = this.limit;
  }

  private watch(prototype: object, name: string, isMeant: (first: unknown) => boolean): void {
    const methods = prototype as Record<string, (...args: unknown[]) => unknown>;
    const method = methods[name];
    if (!method) throw new Error(`nothing is called ${name}`);
    const collector = this;
    methods[name] = function watched(...args) {
      if (isMeant(args[0])) collector.note(new Error().stack ?? '');
      return method.apply(this, args);
    };
    this.restore.push(() => {
      methods[name] = method;
    });
  }

  private note(stack: string): void {
    const frames = stack.matchAll(/^ +at (?:async )?(?:[\w$]+\.)?([\w$]+) (?:\[as \w+\] )?\((.+?):\d+:\d+\)$/gm);
    for (const [, name, file = ''] of [...frames].reverse())
      if (file.startsWith(`${folder}/src/`)) this.met.add(`${file.slice(folder.length + 1)}:${name}`);
  }
}

const folder = join(__dirname, '..');
const writesBallots = /insert into poll_roll/;
const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : String((statement as { text?: unknown } | undefined)?.text);

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

async function measure(app: App): Promise<Record<string, Found>> {
  const hall = await aHall(app.db, { members: transports.length * (warmUps + counted) });
  const pollId = await anOpenPoll(hall);
  const tokens = await tokensOf(app.db, hall.delegates);
  const calls = new CallCounter();
  const stacks = new StackCollector();
  const others = await besides(app, calls, hall);
  const found: Record<string, Found> = {};
  for (const { name, prepare } of transports) {
    const all: Hops[] = [];
    const ways: (readonly string[])[] = [];
    for (let n = 0; n < warmUps + counted; n += 1) {
      const token = tokens.shift() as string;
      const castOne = await prepare(app, token);
      calls.take();
      stacks.take();
      await castOne(token, { pollId, choices: ['YES'], idempotencyKey: `${name} ${n} of hops` });
      all.push(calls.take());
      ways.push(stacks.take());
    }
    found[name] = {
      way: inEach(ways.slice(warmUps)),
      all: inEach(all.slice(warmUps).map((hops) => [...hops]))
        .filter((hop) => !others.has(hop))
        .sort(),
    };
  }
  calls.stop();
  stacks.stop();
  return found;
}

/** What all lists have, in the order of the first. */
function inEach([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  return first.filter((hop) => others.every((list) => list.includes(hop)));
}

function print(found: Record<string, Found>): void {
  for (const [name, { way, all }] of Object.entries(found)) {
    console.log(`\n${name}: the way, ${sizeOf(way)}`);
    for (const hop of way) console.log(`  ${hop}`);
    console.log(`${name}: all that was called, ${sizeOf(all)}`);
    for (const hop of all) console.log(`  ${hop}`);
  }
}

function sizeOf(hops: readonly string[]): string {
  const files = new Set(hops.map((hop) => hop.slice(0, hop.lastIndexOf(':'))));
  return `${hops.length} functions in ${files.size} files`;
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
