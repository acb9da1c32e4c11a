import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { Electorate } from '../../src/bloc/rule';
import { connect } from '../../src/database/data-source';
import type { Database } from '../../src/database/database';
import { startEmbedded } from '../../src/database/embedded';
import { migrate } from '../../src/database/migrate';
import { entities } from '../../src/entities';
import { castBallot } from '../../src/poll/cast-ballot';
import { defaultRule } from '../../src/poll/rules';
import { createPoll, openPoll } from '../../test/support/acts';
import { pollInput } from '../../test/support/ballots';
import { servicesOf } from '../../test/support/context';
import { aHall, type Hall } from '../../test/support/hall';
import { aFolder, onceEvenIfInterrupted } from '../../test/support/leftovers';

/** A database of its own for one run of a benchmark. */
export interface BenchDatabase {
  readonly url: string;
  readonly db: Database;
  drop(): Promise<void>;
}

/** On the server of DATABASE_URL, or on the embedded one in a folder of its own. Removed with all it holds. */
export async function benchDatabase(): Promise<BenchDatabase> {
  const embedded = process.env.DATABASE_URL ? null : await startEmbedded({ dataDir: aFolder('giaouoc-bench-') });
  const server = process.env.DATABASE_URL ?? (embedded?.url as string);
  const name = `bench_${process.pid}_${randomBytes(3).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const target = new URL(server);
  target.pathname = `/${name}`;
  const db = await connect(target.href, [...entities], 10);
  await migrate(db);
  return {
    url: target.href,
    db,
    drop: onceEvenIfInterrupted(async () => {
      await db.destroy();
      await onServer(server, `drop database if exists ${name} with (force)`);
      await embedded?.stop();
    }),
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Delegates who vote one after the other in polls of theirs, so that a tally changes when it should. */
export class Voters {
  private constructor(
    private readonly hall: Hall,
    readonly count: number,
  ) {}

  static async gather(db: Database, count: number): Promise<Voters> {
    return new Voters(await aHall(db, { members: count, guests: 0 }), count);
  }

  /** A new open poll that nobody has voted in. */
  async poll(): Promise<string> {
    const { db, secretary, chair } = this.hall;
    const rule = { ...defaultRule(false), electorate: Electorate.DELEGATES };
    const { subject: pollId } = await createPoll(db, secretary, pollInput(this.hall, { rule }));
    await openPoll(db, chair, { pollId, idempotencyKey: null });
    return pollId;
  }

  /**
   * Casts ballots from voter `from` on, one each `everyMs`. Answers with the position in the log and the time of each,
   * by the database's clock, taken before its commit.
   */
  async vote(pollId: string, from: number, changes: number, everyMs: number): Promise<[number, number][]> {
    const times: [number, number][] = [];
    const startedAt = performance.now();
    for (let n = 0; n < changes; n += 1) {
      const waitMs = startedAt + n * everyMs - performance.now();
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, waitMs)));
      const viewer = this.hall.delegates[from + n];
      if (!viewer) throw new Error(`${this.count} voters cannot make ${from + changes} changes`);
      const receipt = await castBallot(servicesOf(this.hall.db).ballotBox, viewer, {
        pollId,
        choices: ['YES'],
        idempotencyKey: null,
      });
      times.push([receipt.sequence, receipt.at.getTime()]);
    }
    return times;
  }
}
