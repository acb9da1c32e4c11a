import { buildSchema, type GraphQLFieldResolver, type GraphQLObjectType } from 'graphql';
import type { Pool } from 'pg';
import { connect } from '../../src/database/data-source';
import type { Database } from '../../src/database/database';
import { Snapshot } from '../../src/database/snapshot';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import type { Context } from '../../src/graphql/context';
import { Lanes } from '../../src/graphql/lanes';
import type { Loader } from '../../src/graphql/loading/loader';
import { meterSchema } from '../../src/graphql/metering';
import type { LogTailer } from '../../src/log/tailer';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aCallerOf, aPipeline } from '../support/pipeline';
import { until } from '../support/until';

/** Connections of the pool of reads, as in production. */
const reads = 8;

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await freshDatabase('bare');
  await database.db.query('create table thing (n int not null)');
  db = await connect(database.url, [], { acts: 2, reads });
});
beforeEach(() => database.db.query('truncate thing'));
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const pool = () => (db.reads.driver as unknown as { master: Pool }).master;

/** Every connection is back in the pool, without a transaction. */
async function expectAllBack(): Promise<void> {
  expect([pool().waitingCount, pool().totalCount - pool().idleCount]).toEqual([0, 0]);
  const open = await database.db.query<unknown[]>(
    `select query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
  );
  expect(open).toEqual([]);
}
afterEach(expectAllBack);

const add = (n = 1) => database.db.query('insert into thing select generate_series(1, $1::int)', [n]);

async function count({ read }: Pick<Snapshot, 'read'>): Promise<number> {
  const [{ n }] = await read.query<[{ n: number }]>('select count(*)::int as n from thing');
  return n;
}

/** Lets no one read the table until it is let go. */
async function holdTable(): Promise<() => Promise<void>> {
  const holder = database.db.createQueryRunner();
  await holder.startTransaction();
  await holder.query('lock table thing in access exclusive mode');
  return async () => {
    await holder.rollbackTransaction();
    await holder.release();
  };
}

describe('a snapshot', () => {
  it('is of the moment of its first read', async () => {
    const snapshot = new Snapshot(db);
    await add();
    expect(await count(snapshot)).toBe(1);
    await add();
    expect(await count(snapshot)).toBe(1);
    await snapshot.end();
  });

  it('takes no connection before it is read, and lets nothing be read after its end', async () => {
    const snapshot = new Snapshot(db);
    expect(pool().totalCount - pool().idleCount).toBe(0);
    await snapshot.end();
    const asked = count(snapshot).then(() => 'answered');
    expect(await Promise.race([asked, new Promise((resolve) => setImmediate(() => resolve('silent')))])).toBe('silent');
    expect(pool().totalCount - pool().idleCount).toBe(0);
  });

  it('gives its connection back after a statement that failed, and none may write', async () => {
    const snapshot = new Snapshot(db);
    await expect(snapshot.read.query('insert into thing values (1)')).rejects.toThrow('read-only transaction');
    await snapshot.end();
  });

  it('goes on at its moment after statements that failed, also beside others', async () => {
    const snapshot = new Snapshot(db);
    const broken = () => snapshot.read.query('select 1 / 0');
    await expect(broken()).rejects.toThrow('division by zero');
    expect(await count(snapshot)).toBe(0);
    await add();
    const asked = await Promise.allSettled([broken(), count(snapshot), broken(), count(snapshot)]);
    expect(asked.map((each) => (each.status === 'fulfilled' ? each.value : 'failed'))).toEqual([
      'failed',
      0,
      'failed',
      0,
    ]);
    await snapshot.end();
  });

  it('waits at its end for what is under way', async () => {
    const letGo = await holdTable();
    const snapshot = new Snapshot(db);
    const counted = [count(snapshot), count(snapshot)];
    let isOver = false;
    const end = snapshot.end().then(() => {
      isOver = true;
    });
    await until(async () => (await blocked()) === 1);
    expect(isOver).toBe(false);
    let answered = 0;
    for (const each of counted) void each.then(() => (answered += 1));
    await letGo();
    await end;
    expect(answered).toBe(2);
    expect(await Promise.all(counted)).toEqual([0, 0]);
  });

  it('gives back a connection that it gets only after its end has come', async () => {
    const holders = Array.from({ length: reads }, () => db.reads.createQueryRunner());
    for (const holder of holders) await holder.query('select 1');
    const snapshot = new Snapshot(db);
    const counted = count(snapshot);
    await until(() => pool().waitingCount === 1);
    const end = snapshot.end();
    for (const holder of holders) await holder.release();
    await end;
    await expect(counted).resolves.toBe(0);
  });
});

async function blocked(): Promise<number> {
  const [{ n }] = await database.db.query<[{ n: number }]>(
    `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return n;
}

const countOfThings: Loader<string, number> = {
  async read(read, keys) {
    const n = await count({ read });
    return keys.map(() => n);
  },
};

/** Things counted by two loads one after the other, with more items than a small budget allows, and with a fault. */
function aSchema() {
  const schema = buildSchema(`
    type Query { things: Things }
    type Mutation { add: Added stay: Added spare: Added }
    type Added { things: Things }
    type Things { sequence: Int! first: Int! second: Int! items: [Int!]! broken: Int }
  `);
  const { sequence, first, second, items, broken } = (
    schema.getType('Things') as never as { getFields(): any }
  ).getFields();
  const things: GraphQLFieldResolver<unknown, Context> = () => ({});
  schema.getQueryType()!.getFields().things!.resolve = things;
  (schema.getType('Added') as GraphQLObjectType).getFields().things!.resolve = things;
  schema.getMutationType()!.getFields().add!.resolve = () => add().then(() => ({}));
  schema.getMutationType()!.getFields().stay!.resolve = things;
  schema.getMutationType()!.getFields().spare!.resolve = (_, __, ctx) => ({
    things: (async () => ctx.load(countOfThings, 'a'))(),
    more: (async () => count(ctx))(),
  });
  sequence.extensions = { atOneMoment: true };
  first.resolve = (_: unknown, __: unknown, ctx: Context) => ctx.load(countOfThings, 'a');
  second.resolve = async (_: unknown, __: unknown, ctx: Context) => {
    await ctx.load(countOfThings, 'a');
    await add();
    return count(ctx);
  };
  sequence.resolve = first.resolve;
  items.resolve = async (_: unknown, __: unknown, ctx: Context) => Array(await count(ctx)).fill(0);
  broken.resolve = (_: unknown, __: unknown, ctx: Context) => ctx.read.query('select 1 / 0');
  return meterSchema(schema);
}

function asking() {
  const { pipeline } = aPipeline(db, aSchema(), {
    tailer: undefined as unknown as LogTailer,
    stallMs: 1_000,
    report: () => undefined,
    publicAllowance: { units: 100, bytes: 100_000 },
    lanes: new Lanes({ quick: 1_000, slow: 1_000, publicShare: 1, payloads: 3 }),
  });
  return async (query: string) => {
    const params = { query, variables: {}, operationName: null };
    const prepared = await pipeline.prepare(params, aCallerOf(publicViewer));
    const { body } = 'body' in prepared ? prepared : await pipeline.run(prepared);
    return JSON.parse(body.text);
  };
}

describe('an answer that asks for a sequence', () => {
  it('is of one moment, and one that does not ask is read as it comes', async () => {
    const ask = asking();
    expect((await ask('{ things { sequence second } }')).data.things).toEqual({ sequence: 0, second: 0 });
    await database.db.query('truncate thing');
    expect((await ask('{ things { first second } }')).data.things).toEqual({ first: 0, second: 1 });
  });

  it('of a mutation sees what the act did, and is of one moment after it', async () => {
    const { data } = await asking()('mutation { add { things { sequence second } } }');
    expect(data).toEqual({ add: { things: { sequence: 1, second: 1 } } });
  });

  it('gives its connection back after an error', async () => {
    const answer = await asking()('{ things { sequence broken } }');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  });

  it('has null for what cannot be read, with one error, and the rest as of its moment', async () => {
    const { data, errors } = await asking()('{ things { sequence broken again: broken second } }');
    expect(data).toEqual({ things: { sequence: 0, broken: null, again: null, second: 0 } });
    expect(errors.map(({ path }: { path: readonly string[] }) => path.at(-1))).toEqual(['broken', 'again']);
  });

  it('gives its connection back when its budget is spent', async () => {
    await add(200);
    const answer = await asking()('{ things { sequence items second } }');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'OVER_BUDGET' } }]);
  });

  it('has room for what nobody waits for: it fails unheard once the answer is there', async () => {
    expect((await asking()('mutation { spare { __typename } }')).data).toEqual({ spare: { __typename: 'Added' } });
    // A rejection that nobody heard of would be reported by now, and fail the test.
    await new Promise(setImmediate);
    await new Promise(setImmediate);
  });

  it('of a mutation is read when it is its turn: many at once wait, and leave connections to others', async () => {
    const ask = asking();
    const letGo = await holdTable();
    const asked = Array.from({ length: 12 }, () => ask('mutation { stay { things { first } } }'));
    await until(async () => (await blocked()) === 3);
    expect([pool().waitingCount, pool().totalCount - pool().idleCount]).toEqual([0, 3]);
    await letGo();
    for (const { data } of await Promise.all(asked)) expect(data).toEqual({ stay: { things: { first: 0 } } });
  });

  it('waits for no other: fifty at once come to an end on a pool of eight, acts among them', async () => {
    const ask = asking();
    const asked = Array.from({ length: 50 }, (_, n) =>
      ask(n % 5 ? '{ things { sequence first second } }' : 'mutation { add { things { sequence second } } }'),
    );
    for (const { data, errors } of await Promise.all(asked)) {
      expect(errors).toBeUndefined();
      expect((data.things ?? data.add.things).sequence).toEqual(expect.any(Number));
    }
  });
});
