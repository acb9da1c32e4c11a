import { buildSchema, execute, parse } from 'graphql';
import type { Context } from '../../src/graphql/context';
import { Executor, type Operation } from '../../src/graphql/execute';

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
  context = { requestId: 'test' } as Context;
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

const operation = (
  text: string,
  variables: Record<string, unknown> = {},
  operationName: string | null = null,
): Operation => ({
  document: parse(text),
  operationName,
  variables,
});
const plain = ({ document, variables, operationName }: Operation) =>
  execute({ schema, document, variableValues: variables, operationName, contextValue: context });
const json = (value: unknown) => JSON.stringify(value);

const cases: [string, Operation][] = [
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
  ['a name that is not there', operation('query A { item(n: 1) { n } }', {}, 'B')],
  ['one of two', operation('query A { item(n: 1) { n } } query B { item(n: 2) { n } }', {}, 'B')],
];

describe('Executor', () => {
  it.each(cases)('gives %s as graphql-js does, compiled or not', async (_, asked) => {
    const expected = json(await plain(asked));
    const executor = new Executor(schema, { compiled: true });
    expect(executor.compiles).toBe(true);
    for (let n = 0; n < 6; n += 1) expect(json(await executor.execute(asked, () => context))).toBe(expected);
  });

  it('executes a mutation once, however often it came before', async () => {
    const executor = new Executor(schema, { compiled: true });
    const asked = operation('mutation { count }');
    for (let n = 1; n < 6; n += 1) expect(await executor.execute(asked, () => context)).toEqual({ data: { count: n } });
  });

  it('compiles what comes again, and nothing when it is told not to', async () => {
    const asked = operation('{ fails }');
    const plainly = new Executor(schema, { compiled: false });
    for (let n = 0; n < 6; n += 1) await plainly.execute(asked, () => context);
    expect([plainly.compiles, runs]).toEqual([false, 6]);
    runs = 0;
    const compiling = new Executor(schema, { compiled: true });
    for (let n = 0; n < 6; n += 1) await compiling.execute(asked, () => context);
    // From the third time on it is run compiled first, and again by graphql-js for its error.
    expect(runs).toBe(10);
  });

  it('loads anew for the second execution', async () => {
    const executor = new Executor(schema, { compiled: true });
    const asked = operation('{ fails }');
    let contexts = 0;
    for (let n = 0; n < 3; n += 1)
      await executor.execute(asked, () => {
        contexts += 1;
        return context;
      });
    expect(contexts).toBe(4);
  });
});
