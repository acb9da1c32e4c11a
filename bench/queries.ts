import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { cpus } from 'node:os';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { connect } from '../src/database/data-source';
import { startEmbedded } from '../src/database/embedded';
import { migrate } from '../src/database/migrate';
import { entities } from '../src/entities';
import { loadShipped } from '../src/import/load-shipped';
import { onDatabase } from '../test/support/address';
import { aFolder, endOnSignals, onceEvenIfInterrupted } from '../test/support/leftovers';
import { ask, load, requestOf } from './queries/client';
import { type DocumentName, documents } from './queries/documents';
import { aSession, type Session } from './queries/hall';
import { type Child, startChild } from './votes/child';

/**
 * Three documents over HTTP: this server, the same without its result cache and then with JIT, Mercurius with JIT and GraphQL Yoga, on
 * the same schema, resolvers and database. The clients are this process.
 */

interface Row {
  readonly server: string;
  readonly document: DocumentName;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU of the server process for one answer. */
  readonly cpuMicros: number;
}

interface Contender {
  readonly server: string;
  readonly child: Child;
  /** Acts done at the conference meanwhile, each of which makes all answers old. */
  readonly actsPerSecond: number;
}

const { values: options } = parseArgs({
  options: { json: { type: 'boolean' }, quick: { type: 'boolean' }, rounds: { type: 'string' } },
});
const rounds = Number(options.rounds ?? (options.quick ? 1 : 3));
const runMs = options.quick ? 700 : 3_000;
const connections = 20;

async function main(): Promise<void> {
  endOnSignals();
  const postgres = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: aFolder('giaouoc-bench-') });
  const url = process.env.DATABASE_URL ?? (postgres?.url as string);
  const server = await new DataSource({ type: 'postgres', url }).initialize();
  const name = `bench_${randomBytes(4).toString('hex')}`;
  await server.query(`create database ${name}`);
  const drop = onceEvenIfInterrupted(async () => {
    await server.query(`drop database ${name} with (force)`);
    await server.destroy();
    await postgres?.stop();
  });
  try {
    await compare(onDatabase(url, name));
  } finally {
    await drop();
  }
}

async function compare(url: string): Promise<void> {
  const db = await connect(url, [...entities], 4);
  const children: Record<string, Child> = {};
  try {
    await migrate(db);
    await loadShipped(db);
    const session = await aSession(db);
    for (const mode of ['ours', 'no-reuse', 'compiled', 'mercurius', 'yoga'])
      children[mode] = await startChild('../queries/server', { MODE: mode, DATABASE_URL: url });
    const contender = (server: string, mode: string, actsPerSecond = 0): Contender => ({
      server,
      child: children[mode] as Child,
      actsPerSecond,
    });
    const contenders = [
      contender('ours', 'ours'),
      contender('ours, 10 acts a second', 'ours', 10),
      contender('ours, no reuse', 'no-reuse'),
      contender('ours, no reuse, JIT', 'compiled'),
      contender('mercurius', 'mercurius'),
      contender('yoga', 'yoga'),
    ];
    const rows = await runAll(contenders, session);
    if (options.json) for (const row of rows) console.log(JSON.stringify(row));
    else print(rows);
  } finally {
    for (const child of Object.values(children)) await child.stop();
    await db.destroy();
  }
}

async function runAll(contenders: readonly Contender[], session: Session): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const name of Object.keys(documents) as DocumentName[]) {
    const body = { ...documents[name], ...(name === 'conference page' ? { variables: { slug: session.slug } } : {}) };
    await sameAnswers(contenders, body);
    const runs: Row[] = [];
    // Servers take turns, so that a slow moment of the machine hits all of them; the first turn warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const contender of contenders) {
        const row = await run(contender, name, body, session);
        if (round > 0) runs.push(row);
      }
    }
    for (const { server } of contenders) rows.push(middle(runs.filter((each) => each.server === server)));
  }
  return rows;
}

/** @throws when two servers do not give the same data, or none; what ours says beside it of the cost is its own */
async function sameAnswers(contenders: readonly Contender[], body: object): Promise<void> {
  const answers = await Promise.all(
    contenders.map(async ({ child }) => JSON.parse(await ask(child.url, requestOf(child.url, body)))),
  );
  for (const [index, answer] of answers.entries()) {
    if (answer.errors || !Object.values(answer.data)[0] || !isDeepStrictEqual(answer.data, answers[0].data))
      throw new Error(`${contenders[index]?.server} answers otherwise: ${JSON.stringify(answer).slice(0, 500)}`);
  }
}

async function run(
  { server, child, actsPerSecond }: Contender,
  document: DocumentName,
  body: object,
  session: Session,
) {
  const before = await child.ask<{ cpuMicros: number }>('cpu');
  let acting: Promise<void> = Promise.resolve();
  const timer = actsPerSecond
    ? setInterval(() => {
        acting = acting.then(() => session.act());
      }, 1_000 / actsPerSecond)
    : null;
  const { answered, perSecond, p50Ms, p99Ms } = await load(child.url, requestOf(child.url, body), connections, runMs);
  if (timer) clearInterval(timer);
  await acting;
  const after = await child.ask<{ cpuMicros: number }>('cpu');
  const cpuMicros = (after.cpuMicros - before.cpuMicros) / answered;
  return { server, document, perSecond, p50Ms, p99Ms, cpuMicros };
}

function middle(runs: readonly Row[]): Row {
  const row = [...runs].sort((a, b) => a.perSecond - b.perSecond)[Math.floor(runs.length / 2)];
  if (!row) throw new Error('no run to take the middle of');
  return row;
}

function print(rows: readonly Row[]): void {
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}; ${connections} connections, middle of ${rounds} rounds`,
  );
  console.log(
    'document         server                    answers/s  × mercurius  × yoga   p50 ms   p99 ms  CPU µs an answer',
  );
  for (const row of rows) {
    const times = (server: string) => {
      const other = rows.find((each) => each.server === server && each.document === row.document);
      return (row.perSecond / (other?.perSecond ?? 0)).toFixed(2);
    };
    console.log(
      [
        row.document.padEnd(16),
        row.server.padEnd(24),
        row.perSecond.toFixed(0).padStart(10),
        times('mercurius').padStart(12),
        times('yoga').padStart(7),
        row.p50Ms.toFixed(2).padStart(8),
        row.p99Ms.toFixed(2).padStart(8),
        row.cpuMicros.toFixed(0).padStart(17),
      ].join(' '),
    );
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
