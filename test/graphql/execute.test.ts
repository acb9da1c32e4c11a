import { buildSchema, execute } from 'graphql';
import { Budget, unlimited } from '../../src/graphql/budget';
import type { Context } from '../../src/graphql/context';
import { Documents } from '../../src/graphql/documents';
import { type Execution, Executor } from '../../src/graphql/execute';
import { meterSchema } from '../../src/graphql/metering';
import { Pacer } from '../../src/graphql/pacer';

const schema = buildSchema(`
  type Query { item(n: Int!): Item, fails: String, strict: Strict, many: [Item!]! }
  type Item { n: Int!, name(upper: Boolean = false): String }
  type Strict { value: Int! }
  type Mutation { count: Int! }
`);

let runs: number;
let context: Context;
beforeEach(() => {
  runs = 0;
  context = { requestId: 'test', budget: new Budget(unlimited, new Pacer()) } as Context;
  const item = (n: number) => ({ n, name: ({ upper }: { upper: boolean }) => (upper ? `ITEM ${n}` : `item ${n}`) });
  const fields = schema.getQueryType()?.getFields();
  if (!fields) throw new Error('no query');
  fields.item!.resolve = (_source, { n }) => item(n);
  fields.many!.resolve = async () => [item(1), item(2)];
  fields.fails!.resolve = () => {
    runs += 1;
    throw new Error('it failed');
  };
  fields.strict!.resolve = () => ({ value: null });
  schema.getMutationType()!.getFields().count!.resolve = () => {
    runs += 1;
    return runs;
  };
});

const documents = new Documents(schema, { maxDepth: 9, maxTokens: 999, maxAliases: 9, introspection: true });

function operation(text: string, variables: Record<string, unknown> = {}, name: string | null = null): Execution {
  const read = documents.read(text);
  if ('errors' in read) throw new Error(read.errors.join());
  return { operation: read.operation(name)!, variables };
}
const plain = ({ operation: { document, node }, variables }: Execution) =>
  execute({ schema, document, variableValues: variables, operationName: node.name?.value, contextValue: context });
const json = (value: unknown) => JSON.stringify(value);
const run = (executor: Executor, asked: Execution) => executor.execute(asked, context);
const compiling = () => new Executor(schema, { compiled: true, hideSuggestions: false });

const cases: [string, Execution][] = [
  ['data', operation('{ many { n name } }')],
  [
    'variables and defaults',
    operation('query ($n: Int!, $u: Boolean) { item(n: $n) { n name(upper: $u) } }', { n: 3 }),
  ],
  [
    'directives',
    operation('query ($y: Boolean!) { item(n: 1) { n @skip(if: $y) name @include(if: $y) } }', { y: true }),
  ],
  ['fragments', operation('{ item(n: 1) { ...f } } fragment f on Item { __typename n }')],
  ['an error beside data', operation('{ fails item(n: 1) { n } }')],
  ['an error that takes its parent away', operation('{ strict { value } item(n: 1) { n } }')],
  ['a variable that does not fit', operation('query ($n: Int!) { item(n: $n) { n } }', { n: 'x' })],
  ['one of two', operation('query A { item(n: 1) { n } } query B { item(n: 2) { n } }', {}, 'B')],
];

describe('Executor', () => {
  it.each(cases)('gives %s as graphql-js does, compiled or not', async (_, asked) => {
    const expected = json(await plain(asked));
    const executor = compiling();
    for (let n = 0; n < 6; n += 1) expect(json(await run(executor, asked))).toBe(expected);
  });

  it('executes a mutation once, however often it came before', async () => {
    const executor = compiling();
    const asked = operation('mutation { count }');
    for (let n = 1; n < 6; n += 1) expect(await run(executor, asked)).toEqual({ data: { count: n } });
  });

  it('executes a mutation that fails once, however often it came before', async () => {
    schema.getMutationType()!.getFields().count!.resolve = () => {
      runs += 1;
      throw new Error('it failed');
    };
    const executor = compiling();
    for (let n = 1; n < 6; n += 1) {
      await run(executor, operation('mutation { count }'));
      expect(runs).toBe(n);
    }
  });

  it('compiles what comes again, and nothing when it is told not to', async () => {
    const plainly = new Executor(schema, { compiled: false, hideSuggestions: false });
    const asked = operation('{ fails a: __typename }');
    for (let n = 0; n < 6; n += 1) await run(plainly, asked);
    expect(runs).toBe(6);
    runs = 0;
    const again = operation('{ fails b: __typename }');
    for (let n = 0; n < 6; n += 1) await run(compiling(), again);
    // From the third time on it is run compiled first, and again by graphql-js for its error.
    expect(runs).toBe(10);
  });

  it('ends at once, with no data and one error, when the budget is spent, compiled or not', async () => {
    const metered = meterSchema(buildSchema('type Query { many: [Item!]! } type Item { n: Int, next: Item }'));
    let entered = 0;
    const item = (n: number): object => ({
      n,
      next: () => {
        entered += 1;
        return item(n + 1);
      },
    });
    const slow = metered.getQueryType()!.getFields().many!;
    const resolve = slow.resolve!;
    slow.resolve = (_source, args, ctx, info) =>
      resolve({ many: Array.from({ length: 90 }, (_, n) => item(n)) }, args, ctx, info);
    const all = new Documents(metered, { maxDepth: 9, maxTokens: 999, maxAliases: 9, introspection: true });
    const read = all.read('{ many { n next { n next { n } } } }');
    const asked = { operation: ('errors' in read ? null : read.operation(null))!, variables: {} };
    const executor = new Executor(metered, { compiled: true, hideSuggestions: false });
    for (let n = 0; n < 5; n += 1) {
      const budget = new Budget({ units: 150, bytes: 1_000_000 }, new Pacer());
      const result = await executor.execute(asked, { budget } as Context);
      expect(result).toMatchObject({ data: null, errors: [{ originalError: { code: 'OVER_BUDGET' } }] });
      expect(result.errors).toHaveLength(1);
      // It stopped where it was spent: of 450 fields no more were counted than allowed, and a few that were under way.
      expect(budget.units).toBeLessThan(300);
    }
    expect(entered).toBeLessThan(5 * 150);
  });
});
