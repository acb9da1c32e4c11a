import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { Electorate } from '../src/bloc/rule';
import { connect } from '../src/database/data-source';
import { startEmbedded } from '../src/database/embedded';
import { migrate } from '../src/database/migrate';
import { entities } from '../src/entities';
import { closePoll } from '../src/poll/close-poll';
import { createPoll } from '../src/poll/create-poll';
import { openPoll } from '../src/poll/open-poll';
import { defaultRule } from '../src/poll/rules';
import { pollInput } from '../test/support/ballots';
import { aHall, type Hall } from '../test/support/hall';
import { type Child, startChild } from './votes/child';
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
/** Polls each number of voters votes through, one after the other; everybody votes once in each. */
const pollsFor = (voters: number) =>
  (options.quick ? { 1: 60, 64: 12 }[voters] : { 1: 300, 8: 120, 64: 40, 512: 12 }[voters]) ?? 10;
const repeats = Number(options.rounds ?? (options.quick ? 1 : 3));

const castDocument = 'mutation Cast($input: CastBallotInput!) { castBallot(input: $input) { sequence digest } }';
const tutorialDocument =
  'mutation Cast($pollId: ID!, $voter: ID!, $choice: String!) { castVote(pollId: $pollId, voter: $voter, choice: $choice) { sequence } }';

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'giaouoc-bench-'));
  const postgres = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: folder });
  const url = process.env.DATABASE_URL ?? (postgres?.url as string);
  const db = await connect(url, [...entities], 20);
  try {
    await migrate(db);
    if (options.hall) await hallInFiveSeconds(db, url, options.json ?? false);
    else await compare(db, url);
  } finally {
    await db.destroy();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(db: DataSource, url: string): Promise<void> {
  const voters = Math.max(...sizes);
  const hall = await aHall(db, { members: voters, guests: 0 });
  const tokens = await tokensOf(db, hall);
  const children: Record<string, Child> = {};
  for (const server of servers)
    children[server] = await startChild(server === 'tutorial' ? server : 'server', { MODE: server, DATABASE_URL: url });
  const rows: Row[] = [];
  for (const transport of transports) {
    for (const count of sizes) {
      const runs: Row[] = [];
      // Servers take turns, so that a slow moment of the machine hits all of them.
      for (let repeat = 0; repeat <= repeats; repeat += 1) {
        for (const [server, child] of Object.entries(children)) {
          const row = await measure(db, hall, tokens, server, child, transport, count);
          // The first turn warms up.
          if (repeat > 0) runs.push(row);
        }
      }
      for (const server of Object.keys(children)) rows.push(medianOf(runs.filter((run) => run.server === server)));
      if (!options.json) print(rows.filter((row) => row.transport === transport && row.voters === count));
    }
  }
  for (const child of Object.values(children)) await child.stop();
  if (options.json) for (const row of rows) console.log(JSON.stringify(row));
}

async function measure(
  db: DataSource,
  hall: Hall,
  tokens: readonly string[],
  server: string,
  child: Child,
  transport: string,
  voters: number,
): Promise<Row> {
  const isTutorial = server === 'tutorial';
  const polls: string[] = [];
  for (let n = 0; n < pollsFor(voters); n += 1) polls.push(isTutorial ? randomUUID() : await anOpenPoll(hall));
  const lines = await Promise.all(
    tokens
      .slice(0, voters)
      .map((token) => (transport === 'http' ? httpLine(child.url) : socketLine(child.url, isTutorial ? null : token))),
  );
  const delays: number[] = [];
  let acknowledged = 0;
  const vote = async (line: Line, n: number, pollId: string) => {
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
  const startedAt = performance.now();
  // Each voter goes on to the next poll once answered, so that so many are under way at every moment.
  await Promise.all(
    lines.map(async (line, n) => {
      for (const pollId of polls) await vote(line, n, pollId);
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  for (const line of lines) line.close();
  const { counted, recounted } = await counts(db, hall, server, child, polls, acknowledged);
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
  };
}

/** What the server announced at closing, and what lies in the tables. */
async function counts(
  db: DataSource,
  hall: Hall,
  server: string,
  child: Child,
  polls: readonly string[],
  acknowledged: number,
) {
  if (server === 'noop') return { counted: acknowledged, recounted: acknowledged };
  if (server === 'tutorial') {
    const { counts: rows } = await child.ask<{ counts: { pollId: string; n: number }[] }>('counts');
    const n = rows.filter((row) => polls.includes(row.pollId)).reduce((sum, row) => sum + row.n, 0);
    return { counted: n, recounted: n };
  }
  let counted = 0;
  for (const pollId of polls) {
    await closePoll(db, hall.chair, { pollId, idempotencyKey: null });
    const [row] = await db.query(`select (result->>'cast')::int as n from poll where id = $1`, [pollId]);
    counted += row.n;
  }
  const [row] = await db.query('select count(*)::int as n from named_ballot where poll_id = any($1)', [polls]);
  return { counted, recounted: row.n };
}

async function anOpenPoll(hall: Hall): Promise<string> {
  const rule = { ...defaultRule('RESOLUTION'), electorate: Electorate.DELEGATES };
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
      'transport voters  server      votes/s   of noop  × tutorial   p50 ms   p99 ms  acknowledged = counted = recounted',
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
        `  ${row.acknowledged} ${same ? '=' : '≠'} ${row.counted} ${same ? '=' : '≠'} ${row.recounted}`,
      ].join(' '),
    );
  }
}

void main();
