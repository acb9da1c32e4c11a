import { buildSchema, execute, type GraphQLFieldResolver, parse } from 'graphql';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { Budget, unlimited } from '../../src/graphql/budget';
import { type Context, makeContext, serverItself } from '../../src/graphql/context';
import type { Loader } from '../../src/graphql/loading/loader';
import { meterSchema } from '../../src/graphql/metering';
import { Pacer } from '../../src/graphql/pacer';

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));
/** `pending` for a promise that does not settle within a turn of the loop. */
const stateOf = (promise: unknown) => Promise.race([promise, nextTurn().then(() => 'pending')]);

describe('Budget', () => {
  it('gives units until they are used up, and none from then on', () => {
    const budget = new Budget({ units: 10, bytes: 10 }, new Pacer());
    expect([budget.take(9), budget.take(1), budget.isSpent]).toEqual([true, true, false]);
    expect([budget.take(1), budget.isSpent]).toEqual([false, true]);
    expect([budget.take(0), budget.takeBytes(0), budget.units]).toEqual([false, false, 11]);
  });

  it('gives bytes until they are used up, and no units from then on', () => {
    const budget = new Budget({ units: 10, bytes: 10 }, new Pacer());
    expect([budget.takeBytes(10), budget.takeBytes(1)]).toEqual([true, false]);
    expect(budget.take(1)).toBe(false);
  });

  it('says once that it is spent, with what was used and allowed, and is silent before', async () => {
    const budget = new Budget({ units: 5, bytes: 10 }, new Pacer());
    const exceeded = budget.exceeded();
    budget.take(5);
    expect(await stateOf(exceeded)).toBe('pending');
    budget.take(2);
    expect(await exceeded).toMatchObject({
      code: 'OVER_BUDGET',
      facts: { used: { units: 7, bytes: 0 }, allowed: { units: 5, bytes: 10 } },
    });
    expect(await stateOf(budget.never)).toBe('pending');
  });

  it('leaves out what was used before the result that counts', () => {
    const budget = new Budget(unlimited, new Pacer());
    budget.take(30);
    budget.discard();
    budget.take(7);
    expect([budget.units, budget.usedForResult]).toEqual([37, 7]);
  });
});

describe('rows handed out by loaders', () => {
  let reads: string[][];
  const rows: Loader<string, readonly number[]> = {
    async read(_reader, keys) {
      reads.push([...keys]);
      return keys.map(() => [1, 2, 3]);
    },
  };
  const row: Loader<string, number> = { read: async (_reader, keys) => keys.map(() => 1) };
  const contextOf = (budget: Budget): Context =>
    makeContext({
      db: { reads: { manager: {} }, manager: {} } as never,
      services: {} as never,
      viewer: publicViewer,
      requestId: 'test',
      caller: serverItself,
      budget,
    });
  beforeEach(() => {
    reads = [];
  });

  it('count each time they are handed out, though they are read once', async () => {
    const budget = new Budget(unlimited, new Pacer());
    const context = contextOf(budget);
    await context.load(rows, 'a');
    expect(budget.units).toBe(3);
    await Promise.all([context.load(rows, 'a'), context.load(rows, 'b'), context.load(row, 'a')]);
    expect(budget.units).toBe(10);
    expect(reads).toEqual([['a'], ['b']]);
  });

  it('are not handed out, and no more are read, once there are too many', async () => {
    const budget = new Budget({ units: 5, bytes: 1_000 }, new Pacer());
    const context = contextOf(budget);
    await context.load(rows, 'a');
    expect(await stateOf(context.load(rows, 'b'))).toBe('pending');
    expect(budget.isSpent).toBe(true);
    expect(await stateOf(context.load(rows, 'c'))).toBe('pending');
    expect(reads).toEqual([['a'], ['b']]);
  });

  it('are not read for who asked just before it was spent', async () => {
    const budget = new Budget({ units: 5, bytes: 1_000 }, new Pacer());
    const context = contextOf(budget);
    const asked = context.load(rows, 'a');
    budget.take(100);
    expect(await stateOf(asked)).toBe('pending');
    expect(reads).toEqual([]);
  });

  it('come from the pool of reads, unless another reader is given', () => {
    const db = { reads: { manager: 'reads' }, manager: 'acts' } as never;
    const parts = { db, services: {} as never, viewer: publicViewer, requestId: 'test', caller: serverItself };
    expect(makeContext(parts).read).toBe('reads');
    expect(makeContext({ ...parts, read: 'snapshot' as never }).read).toBe('snapshot');
  });
});

describe('meterSchema', () => {
  const schema = meterSchema(
    buildSchema(`
      type Query { items: [Item!]! later: [Item!]! many: [Item!]! word: String laterWord: String
        words: [String!]! item: Item }
      type Mutation { act: Int! }
      type Item { n: Int! item: Item }
    `),
  );
  const item = { n: 1, item: { n: 2 } };
  const items = [item, item, item];
  const root = {
    items,
    later: () => Promise.resolve(items),
    many: () => Array.from({ length: 120 }, () => item),
    word: 'x'.repeat(88),
    words: ['a', 'b', 'c'],
    laterWord: () => Promise.resolve('x'.repeat(88)),
    item: () => item,
    act: () => 7,
  };
  const run = async (text: string, allowed = unlimited) => {
    const budget = new Budget(allowed, new Pacer());
    const result = execute({ schema, document: parse(text), rootValue: root, contextValue: { budget } });
    return { budget, result: await stateOf(result) };
  };

  it.each([
    ['{ word }', 1],
    ['{ item { n } }', 2],
    ['{ item { item { n } } }', 3],
    // The field, three items, and the number of each.
    ['{ items { n } }', 7],
    ['{ later { n } }', 7],
    ['{ words }', 4],
    ['{ items { item { n } } }', 10],
    ['mutation { act }', 0],
    ['{ __typename }', 0],
  ])('counts a unit for each call and each item: %s is %i', async (text, units) => {
    const { budget, result } = await run(text);
    expect(result).not.toBe('pending');
    expect(budget.units).toBe(units);
  });

  it.each(['{ word }', '{ laterWord }'])(
    'counts the bytes of a text and of what stands around it: %s',
    async (text) => {
      const { budget } = await run(text);
      expect(budget.bytes).toBe(100);
      expect((await run(text, { units: 99, bytes: 100 })).result).not.toBe('pending');
      expect((await run(text, { units: 99, bytes: 99 })).result).toBe('pending');
    },
  );

  it.each([
    ['a leaf', '{ word a: word }', 1],
    ['an object', '{ item { n } }', 0],
    ['a list', '{ items { n } }', 0],
    ['the items of a list', '{ items { n } }', 3],
    ['the items of a list of texts', '{ words }', 3],
    ['the items of a list that came later', '{ later { n } }', 3],
  ])('stops at %s there is nothing left for', async (_, text, units) => {
    const { budget, result } = await run(text, { units, bytes: 1_000 });
    expect(result).toBe('pending');
    expect(budget.isSpent).toBe(true);
  });

  it('gives a long list in slices of fifty, a turn of the loop for each, and whole where it must', async () => {
    const many = schema.getQueryType()?.getFields().many?.resolve as GraphQLFieldResolver<unknown, unknown>;
    const budget = new Budget(unlimited, new Pacer());
    const list = (await many(root, {}, { budget }, {} as never)) as unknown[];
    expect(list.slice(0, 50).some((each) => each instanceof Promise)).toBe(false);
    expect(list.slice(50).every((each) => each instanceof Promise)).toBe(true);
    const arrived: string[] = [];
    void (list[50] as Promise<unknown>).then(() => arrived.push('second slice'));
    void (list[100] as Promise<unknown>).then(() => arrived.push('third slice'));
    await Promise.resolve();
    expect(arrived).toEqual([]);
    await Promise.all(list);
    expect(arrived).toEqual(['second slice', 'third slice']);
    const whole = many(root, {}, { budget: new Budget(unlimited, new Pacer(), false) }, {} as never) as unknown[];
    expect(whole).toHaveLength(120);
  });
});
