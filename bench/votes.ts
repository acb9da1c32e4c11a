import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { Electorate } from '../src/bloc/rule';
import { connect } from '../src/database/data-source';
import type { Database } from '../src/database/database';
import { startEmbedded } from '../src/database/embedded';
import { migrate } from '../src/database/migrate';
import { entities } from '../src/entities';
import { defaultRule } from '../src/poll/rules';
import { closePoll, createPoll, openPoll } from '../test/support/acts';
import { pollInput } from '../test/support/ballots';
import { aHall, type Hall } from '../test/support/hall';
import { aFolder, endOnSignals } from '../test/support/leftovers';
import { type Child, startChild } from './votes/child';
import { familyCpuMicros } from './votes/family-cpu';
import { hallInFiveSeconds } from './votes/hall';
import { tokensOf } from './votes/sessions';
import { httpLine, type Line, socketLine } from './votes/wire';

/** Votes a second that are durable when they are acknowledged, beside servers that do less or do it otherwise. */

interface Row {
  readonly server: string;
  readonly transport: string;
  readonly voters: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly acknowledged: number;
  readonly counted: number;
  readonly recounted: number;
  /** CPU a vote takes of the server, of PostgreSQL where it is the embedded one, and of the clients, in microseconds. */
  readonly cpuMicros: { readonly server: number; readonly postgres: number | null; readonly clients: number };
}

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean' },
    quick: { type: 'boolean' },
    rounds: { type: 'string' },
    hall: { type: 'boolean' },
    /** How many at once, such as `64,512`. */
    voters: { type: 'string' },
    /** `http`, `socket`, or both. */
    transport: { type: 'string', default: 'http,socket' },
    /** Which of the servers. */
    servers: { type: 'string', default: 'ours,unbatched,noop,tutorial' },
  },
});

const sizes = options.voters?.split(',').map(Number) ?? (options.quick ? [1, 64] : [1, 8, 64, 512]);
const servers = options.servers.split(',');
const transports = options.transport.split(',');
/** Ballots of one poll, each of another delegate; so many of them under way at every moment. */
const ballotsFor = (voters: number) => Math.min(hallSize, Math.max(voters * 40, 300));
const repeats = Number(options.rounds ?? (options.quick ? 1 : 3));
/** Delegates of the hall; all are electors of every poll. Each holds a socket to each of four servers, of 20,000 files in all. */
const hallSize = Math.min(2_560, Math.max(...sizes.map((voters) => Math.max(voters * 40, 300))));

const castDocument =
  'mutation Cast($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence digest } } }';
const tutorialDocument =
  'mutation Cast($pollId: ID!, $voter: ID!, $choice: String!) { castVote(pollId: $pollId, voter: $voter, choice: $choice) { sequence } }';

async function main(): Promise<void> {
  endOnSignals();
  const postgres = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: aFolder('giaouoc-bench-') });
  const url = process.env.DATABASE_URL ?? (postgres?.url as string);
  const db = await connect(url, [...entities], 20);
  try {
    await migrate(db);
    if (options.hall) await hallInFiveSeconds(db, url, options.json ?? false);
    else await compare(db, url, postgres?.pid ?? null);
  } finally {
    await db.destroy();
    await postgres?.stop();
  }
}

async function compare(db: Database, url: string, postgres: number | null): Promise<void> {
  const hall = await aHall(db, { members: hallSize, guests: 0 });
  const tokens = await tokensOf(db, hall);
  const children: Record<string, Child> = {};
  for (const server of servers)
    children[server] = await startChild(server === 'tutorial' ? server : 'server', { MODE: server, DATABASE_URL: url });
  const rows: Row[] = [];
  for (const transport of transports) {
    // A socket belongs to one delegate and stays open; a connection over HTTP on which nothing moves would be cut.
    const sockets = new Map<string, readonly Line[]>();
    if (transport === 'socket') {
      for (const [server, child] of Object.entries(children))
        sockets.set(server, await socketLines(server, child, tokens));
    }
    for (const count of sizes) {
      const runs: Row[] = [];
      // Servers take turns, so that a slow moment of the machine hits all of them.
      for (let repeat = 0; repeat <= repeats; repeat += 1) {
        for (const [server, child] of Object.entries(children)) {
          const lines = sockets.get(server) ?? (await httpLines(child, count));
          const row = await measure({ db, hall, tokens, server, child, postgres, transport, voters: count, lines });
          if (transport === 'http') for (const line of lines) line.close();
          // The first turn warms up.
          if (repeat > 0) runs.push(row);
        }
      }
      for (const server of Object.keys(children)) rows.push(medianOf(runs.filter((run) => run.server === server)));
      if (!options.json) print(rows.filter((row) => row.transport === transport && row.voters === count));
    }
    for (const open of sockets.values()) for (const line of open) line.close();
  }
  for (const child of Object.values(children)) await child.stop();
  if (options.json) for (const row of rows) console.log(JSON.stringify(row));
}

/** As many connections as voters at once. */
async function httpLines(child: Child, count: number): Promise<readonly Line[]> {
  const lines: Line[] = [];
  while (lines.length < count) lines.push(await httpLine(child.url));
  return lines;
}

/** A socket for each delegate who votes. */
async function socketLines(server: string, child: Child, tokens: readonly string[]): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const token of tokens.slice(0, ballotsFor(Math.max(...sizes))))
    lines.push(await socketLine(child.url, server === 'tutorial' ? null : token));
  return lines;
}

interface Run {
  readonly db: Database;
  readonly hall: Hall;
  readonly tokens: readonly string[];
  readonly server: string;
  readonly child: Child;
  readonly postgres: number | null;
  readonly transport: string;
  readonly voters: number;
  readonly lines: readonly Line[];
}

/** One poll: delegate after delegate votes, as soon as one of those before is answered. */
async function measure({ db, hall, tokens, server, child, postgres, transport, voters, lines }: Run): Promise<Row> {
  const isTutorial = server === 'tutorial';
  const pollId = isTutorial ? randomUUID() : await anOpenPoll(hall);
  const delays: number[] = [];
  let acknowledged = 0;
  const vote = async (line: Line, n: number) => {
    const startedAt = performance.now();
    const answer = isTutorial
      ? await line.ask(tutorialDocument, { pollId, voter: String(n), choice: 'YES' }, null)
      : await line.ask(
          castDocument,
          { input: { pollId, choices: ['YES'], idempotencyKey: randomUUID() } },
          tokens[n] ?? null,
        );
    if (answer.includes('"errors"') || !answer.includes('"sequence"')) throw new Error(`${server}: ${answer}`);
    delays.push(performance.now() - startedAt);
    acknowledged += 1;
  };
  let next = 0;
  const before = await cpuOf(child, postgres);
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: voters }, async (_, place) => {
      for (let n = next++; n < ballotsFor(voters); n = next++)
        await vote(lines[transport === 'http' ? place : n] as Line, n);
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const after = await cpuOf(child, postgres);
  const { counted, recounted } = await counts(db, hall, server, child, pollId, acknowledged);
  delays.sort((a, b) => a - b);
  const at = (share: number) => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? 0;
  return {
    server,
    transport,
    voters,
    perSecond: acknowledged / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    acknowledged,
    counted,
    recounted,
    cpuMicros: {
      server: (after.server - before.server) / acknowledged,
      postgres: after.postgres === null ? null : (after.postgres - (before.postgres ?? 0)) / acknowledged,
      clients: (after.clients - before.clients) / acknowledged,
    },
  };
}

/** CPU used since each began, in microseconds. */
async function cpuOf(child: Child, postgres: number | null) {
  const { cpuMicros } = await child.ask<{ cpuMicros: number }>('cpu');
  const { user, system } = process.cpuUsage();
  return { server: cpuMicros, postgres: postgres === null ? null : familyCpuMicros(postgres), clients: user + system };
}

/** What the server announced at closing, and what lies in the tables. */
async function counts(db: Database, hall: Hall, server: string, child: Child, pollId: string, acknowledged: number) {
  if (server === 'noop') return { counted: acknowledged, recounted: acknowledged };
  if (server === 'tutorial') {
    const { counts: rows } = await child.ask<{ counts: { pollId: string; n: number }[] }>('counts');
    const n = rows.find((row) => row.pollId === pollId)?.n ?? 0;
    return { counted: n, recounted: n };
  }
  await closePoll(db, hall.chair, { pollId, idempotencyKey: null });
  const [closed] = await db.query(`select (result->>'cast')::int as n from poll where id = $1`, [pollId]);
  const [row] = await db.query('select count(*)::int as n from named_ballot where poll_id = $1', [pollId]);
  return { counted: closed.n, recounted: row.n };
}

async function anOpenPoll(hall: Hall): Promise<string> {
  const rule = { ...defaultRule(false), electorate: Electorate.DELEGATES };
  const { subject } = await createPoll(hall.db, hall.secretary, pollInput(hall, { rule }));
  await openPoll(hall.db, hall.chair, { pollId: subject, idempotencyKey: null });
  return subject;
}

function medianOf(runs: readonly Row[]): Row {
  const sorted = [...runs].sort((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('no run to take the middle of');
  return middle;
}

function print(rows: readonly Row[]): void {
  const of = (server: string) => rows.find((row) => row.server === server)?.perSecond ?? 0;
  const [first] = rows;
  if (first && first.voters === sizes[0] && first.transport === transports[0]) {
    console.log(
      `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`,
    );
    console.log(
      'transport voters  server      votes/s   of noop  × tutorial   p50 ms   p99 ms  CPU µs: server PostgreSQL clients  acknowledged = counted = recounted',
    );
  }
  for (const row of rows) {
    const same = row.acknowledged === row.counted && row.counted === row.recounted;
    console.log(
      [
        row.transport.padEnd(9),
        String(row.voters).padStart(6),
        ` ${row.server.padEnd(10)}`,
        row.perSecond.toFixed(0).padStart(8),
        `${((100 * row.perSecond) / of('noop')).toFixed(0)} %`.padStart(9),
        (row.perSecond / of('tutorial')).toFixed(1).padStart(11),
        row.p50Ms.toFixed(1).padStart(8),
        row.p99Ms.toFixed(1).padStart(8),
        row.cpuMicros.server.toFixed(0).padStart(15),
        (row.cpuMicros.postgres?.toFixed(0) ?? '?').padStart(10),
        row.cpuMicros.clients.toFixed(0).padStart(7),
        `  ${row.acknowledged} ${same ? '=' : '≠'} ${row.counted} ${same ? '=' : '≠'} ${row.recounted}`,
      ].join(' '),
    );
  }
}

void main();
