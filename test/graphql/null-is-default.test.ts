import { buildSchema, execute, type GraphQLObjectType, parse } from 'graphql';
import { nullIsDefault } from '../../src/graphql/types/null-is-default';

const schema = nullIsDefault(withResolvers());
let given: unknown;

function withResolvers() {
  const made = buildSchema(`
    enum Colour { RED GREEN }
    input Inner { size: Int = 3, free: Int, again: Inner }
    input Outer { inner: Inner!, list: [Inner!] = [], colour: Colour = RED }
    type Query { one(first: Int = 20, after: String): Int, nested(input: Outer!): Int, plain(a: Int): Int }
  `);
  for (const field of Object.values((made.getQueryType() as GraphQLObjectType).getFields())) {
    field.resolve = (_source, args) => {
      given = JSON.parse(JSON.stringify(args));
      return 1;
    };
  }
  return made;
}

async function argumentsOf(text: string, variableValues = {}): Promise<unknown> {
  const { errors } = await execute({ schema, document: parse(text), variableValues });
  expect(errors).toBeUndefined();
  return given;
}

describe('nullIsDefault', () => {
  it('gives the default for null, and leaves what has none', async () => {
    expect(await argumentsOf('{ one(first: null, after: null) }')).toEqual({ first: 20, after: null });
    expect(await argumentsOf('query ($n: Int) { one(first: $n) }', { n: null })).toEqual({ first: 20 });
    expect(await argumentsOf('{ one(first: 0) }')).toEqual({ first: 0 });
    expect(await argumentsOf('{ plain(a: null) }')).toEqual({ a: null });
  });

  it('gives it within inputs, lists of them, and inputs within themselves', async () => {
    const nulls = { size: null, free: null };
    const input = { inner: { ...nulls, again: { ...nulls } }, list: [nulls, { size: 7 }], colour: null };
    const filled = { size: 3, free: null };
    expect(await argumentsOf('query ($input: Outer!) { nested(input: $input) }', { input })).toEqual({
      input: { inner: { ...filled, again: filled }, list: [filled, { size: 7 }], colour: 'RED' },
    });
    const bare = { inner: {}, list: null, colour: null };
    expect(await argumentsOf('query ($input: Outer!) { nested(input: $input) }', { input: bare })).toEqual({
      input: { inner: { size: 3 }, list: [], colour: 'RED' },
    });
  });
});
