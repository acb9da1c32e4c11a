import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type EmbeddedOptions, type EmbeddedPostgres, EmbeddedPostgresError, startEmbedded } from '../src';

/** Names the database and what is made outside the folders of the tests. */
export const name = 'launchertest';
export const asRoot = process.geteuid?.() === 0;

const hook = resolve(__dirname, '../../../test/support/swc-hook.cjs');
const source = resolve(__dirname, '../src/index.ts');

let template: string;
/** Folders that are removed after the test, with the servers in them. */
let folders: string[] = [];
let started: EmbeddedPostgres[] = [];
let children: ChildProcess[] = [];

/** In each file that starts servers: makes the data once that `aDataDir` copies. */
export function withTemplate(): void {
  beforeAll(async () => {
    template = aFolder();
    await (await startEmbedded({ dataDir: join(template, 'data'), name, durable: false })).stop();
  });
  afterAll(() => rmSync(template, { recursive: true, force: true }));
}

afterEach(async () => {
  for (const child of children) await kill(child);
  await Promise.all(started.map((each) => each.stop()));
  for (const folder of folders) {
    for (const { pid, socketFolder } of postmastersUnder(folder)) {
      process.kill(pid, 'SIGQUIT');
      await until(() => !alive(pid));
      rmSync(socketFolder, { recursive: true, force: true });
    }
    rmSync(folder, { recursive: true, force: true });
  }
  started = [];
  children = [];
  folders = [];
});

function aFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'embedded-test-')));
  // Open, so that as root the server's account passes through and the data stays inside.
  chmodSync(folder, 0o755);
  return folder;
}

/** An empty folder of its own, removed after the test. */
export function aTop(): string {
  const top = aFolder();
  removeAfter(top);
  return top;
}

/** Has a folder removed after the test, which ends the servers that run in it. */
export function removeAfter(folder: string): void {
  folders.push(folder);
}

/** Has a process ended after the test. */
export function endAfter(child: ChildProcess): ChildProcess {
  children.push(child);
  return child;
}

/** A data folder that was used before: a copy, because making the data anew takes most of a second. */
export function aDataDir(top: string, called = 'data'): string {
  const dataDir = join(top, called);
  execFileSync('cp', ['-a', join(template, 'data'), dataDir]);
  return dataDir;
}

export type StartOptions = Omit<EmbeddedOptions, 'name'>;

/** Starts a server that the end of the test stops. */
export async function start(options: StartOptions): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ name, durable: false, ...options });
  started.push(server);
  return server;
}

/** The message with which the start is refused, which must be one for the operator. */
export async function refused(options: StartOptions): Promise<string> {
  const outcome = await start(options).then(
    () => null,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(EmbeddedPostgresError);
  return (outcome as EmbeddedPostgresError).message;
}

interface Outcome {
  readonly starter: ChildProcess;
  readonly pid?: number;
  readonly adopted?: boolean;
  readonly refusal?: string;
}

/** Starts a server from a process of its own, and waits for its one line of outcome. */
export async function startInProcess(dataDir: string, { write = '' } = {}): Promise<Outcome> {
  const starter = spawnStarter(dataDir, write);
  if (!starter.stdout) throw new Error('the starter has no output');
  for await (const line of createInterface(starter.stdout)) return { starter, ...JSON.parse(line) };
  throw new Error('the starter ended without a word');
}

export function spawnStarter(dataDir: string, write = ''): ChildProcess {
  const script = `
    const { startEmbedded } = require(${JSON.stringify(source)});
    const { Client } = require('pg');
    startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, name: '${name}' }).then(async (server) => {
      if (${JSON.stringify(write)}) {
        const client = new Client(server.url);
        await client.connect();
        await client.query('create table words (word text)');
        await client.query('insert into words values ($1)', [${JSON.stringify(write)}]);
        await client.end();
      }
      console.log(JSON.stringify({ pid: server.pid, adopted: server.adopted }));
    }, (error) => console.log(JSON.stringify({ refusal: error.message })));
    setInterval(() => {}, 60_000);
  `;
  const starter = spawn(process.execPath, ['-r', hook, '-e', script], {
    cwd: resolve(__dirname, '../../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return endAfter(starter);
}

export async function kill(starter: ChildProcess): Promise<void> {
  if (starter.exitCode !== null || starter.signalCode !== null) return;
  const ended = new Promise((settle) => starter.once('exit', settle));
  starter.kill('SIGKILL');
  await ended;
}

export async function query(server: EmbeddedPostgres, text: string, values: unknown[] = []): Promise<unknown[][]> {
  const client = new Client(server.url);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text, values, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

export async function value(server: EmbeddedPostgres, text: string): Promise<unknown> {
  return (await query(server, text))[0]?.[0];
}

export async function write(server: EmbeddedPostgres, word: string): Promise<void> {
  await query(server, 'create table words (word text)');
  await query(server, 'insert into words values ($1)', [word]);
}

export async function written(server: EmbeddedPostgres): Promise<unknown[]> {
  return (await query(server, 'select word from words')).map(([word]) => word);
}

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

/** False also for an ended process that its parent has not asked for: a container's first process may never do so. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function postmastersUnder(folder: string) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('postmaster.pid'))
    .map((path) => {
      const lines = readFileSync(join(folder, path), 'utf8').split('\n');
      return { cluster: dirname(join(folder, path)), pid: Number(lines[0]), socketFolder: lines[4] ?? '' };
    })
    .filter(({ cluster, pid }) => alive(pid) && readlinkSync(`/proc/${pid}/cwd`) === cluster);
}
