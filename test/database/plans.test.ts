import type { Logger } from 'typeorm';
import { documents } from '../../bench/queries/documents';
import type { Database } from '../../src/database/database';
import { Secrecy } from '../../src/poll/poll';
import { closePoll } from '../support/acts';
import { anOpenPoll, vote } from '../support/ballots';
import { multiply } from '../support/big-data';
import { aHall, at, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

/** Copies of the shipped bloc and one hall; PLANS_COPIES=2000 is beyond ten years of 200 blocs of 30 members. */
const copies = Number(process.env.PLANS_COPIES ?? 600);
/** Rows from which a table is big: reading all of it is no plan for a page. */
const bigRows = 1_000;

let server: TestServer;
let hall: Hall;
let openPollId: string;
beforeAll(async () => {
  server = await aServer({ RESULT_CACHE_BYTES: '0', COALESCE_MS: '0' }, 'shipped');
  const { db } = server.database;
  hall = await aHall(db, { members: 10 });
  for (const secrecy of [Secrecy.NAMED, Secrecy.UNLINKED]) {
    const pollId = await anOpenPoll(hall, { secrecy });
    for (let n = 0; n < 10; n += 1) await vote(hall, pollId, n, ['YES']);
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
  }
  openPollId = await anOpenPoll(hall);
  await multiply(db, copies);
}, 600_000);
afterAll(() => server.close());

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Statements of this server's pool while `work` runs, with their values. */
async function heard(db: Database, work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  const silent = () => undefined;
  const logger: Logger = {
    logQuery: (text, values) => void statements.push({ text, values: (values ?? []) as unknown[] }),
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: silent,
  };
  const before = db.logger;
  for (const pool of [db, db.reads]) pool.logger = logger;
  await work();
  for (const pool of [db, db.reads]) pool.logger = before;
  return statements.filter(({ text }) => /^\s*(select|with|insert|update)/i.test(text));
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

/** Big tables that a statement reads from end to end. */
async function readWhole(db: Database, { text, values }: Statement, big: ReadonlySet<string>): Promise<string[]> {
  const [row] = await db.query<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(`explain (format json) ${text}`, [...values]);
  const walk = (plan: Plan): string[] => [
    ...(plan['Node Type'] === 'Seq Scan' && big.has(plan['Relation Name'] ?? '') ? [plan['Relation Name'] ?? ''] : []),
    ...(plan.Plans ?? []).flatMap(walk),
  ];
  return (row?.['QUERY PLAN'] ?? []).flatMap(({ Plan: plan }) => walk(plan));
}

async function bigTables(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.query<{ name: string }[]>(
    `select relname::text as name from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples >= $1`,
    [bigRows],
  );
  return new Set(rows.map(({ name }) => name));
}

/**
 * Read whole on purpose, and small at any size: the version of all answers is a sum over the heads of all logs, some
 * 2,000 narrow rows after ten years of 200 blocs; and a list of all blocs says how many there are.
 */
const small = ['log_head', 'bloc'];

const snapshot = () => fetch(`${server.app.url}/conferences/${hall.conference.slug}/snapshot.json`);
const castBallot = 'mutation ($input: CastBallotInput!) { castBallot(input: $input) { receipt { sequence } } }';
const tally = '{ poll(id: "%") { tally { cast outcome options { votes } } } }';

describe('at the size of many years', () => {
  it('the tables are big enough for the planner', async () => {
    const big = await bigTables(server.database.db);
    for (const name of [
      'member',
      'result',
      'conference',
      'event',
      'poll_roll',
      'named_ballot',
      'presence',
      'delegate',
    ]) {
      expect([...big]).toContain(name);
    }
  });

  it.each<[string, () => Promise<unknown>]>([
    ...Object.entries(documents).map(([name, { query, variables }]): [string, () => Promise<unknown>] => [
      `the ${name}`,
      () =>
        server.ask(query, 'slug' in variables && variables.slug === '' ? { slug: 'cum-5-thanh-pho-2022' } : variables),
    ]),
    [
      'the page of a conference with polls',
      () => server.ask(documents['conference page'].query, { slug: hall.conference.slug }, hall.chair),
    ],
    [
      'what members have led',
      () => server.ask('{ bloc(slug: "cum-5-thanh-pho") { members(year: 2022) { leadership { nodes { year } } } } }'),
    ],
    ['the snapshot', snapshot],
    ['a tally', () => server.ask(tally.replace('%', openPollId), {}, hall.chair)],
    ['a list of blocs', () => server.ask('{ blocs(first: 20) { totalCount nodes { slug } pageInfo { endCursor } } }')],
    [
      'a ballot',
      () =>
        server.ask(
          castBallot,
          { input: { pollId: openPollId, choices: ['YES'], idempotencyKey: 'plan-of-a-ballot' } },
          at(hall.delegates, 3),
        ),
    ],
  ])('%s reads no big table from end to end', async (_name, work) => {
    const { db } = server.app;
    const big = new Set([...(await bigTables(db))].filter((table) => !small.includes(table)));
    let answer: unknown;
    const statements = await heard(db, async () => {
      answer = await work();
    });
    expect((answer as { errors?: unknown }).errors).toBeUndefined();
    expect(statements.length).toBeGreaterThan(0);
    const found: string[] = [];
    for (const statement of statements) {
      const whole = await readWhole(server.database.db, statement, big);
      if (whole.length) found.push(`${whole.join(', ')} by ${statement.text.replace(/\s+/g, ' ').slice(0, 600)}`);
    }
    expect(found).toEqual([]);
  });
});
