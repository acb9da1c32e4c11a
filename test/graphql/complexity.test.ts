import { buildSchema, type GraphQLObjectType } from 'graphql';
import { Documents } from '../../src/graphql/documents';

const schema = buildSchema(`
  type Query { items(first: Int, named: String): [Item!]!, few: [Item!]!, page(first: Int, last: Int): ItemConnection!, any: Any, named(ids: [ID!]!): [Item]! }
  type Item implements Any { name: String, more(first: Int): [Item!]! }
  type Other implements Any { name: String, other: String }
  interface Any { name: String }
  type ItemConnection { nodes: [Item!]!, edges: [ItemEdge!]!, totalCount: Int! }
  type ItemEdge { cursor: String!, node: Item! }
`);
const query = schema.getType('Query') as GraphQLObjectType;
query.getFields().few!.extensions = { listSize: 3 };
query.getFields().page!.extensions = { maxFirst: 100, usualPage: 30 };
query.getFields().named!.extensions = { sizeOf: 'ids', maxFirst: 100 };

const limits = { maxDepth: 20, maxTokens: 5_000, maxAliases: 1_000, introspection: true };
const documents = new Documents(schema, limits);

function cost(text: string, variables: Record<string, unknown> = {}, name: string | null = null): number {
  const read = documents.read(text);
  if ('errors' in read) throw new AggregateError(read.errors, read.errors.map(({ message }) => message).join());
  return read.operation(name)!.cost(variables);
}

describe('the cost of an operation', () => {
  it('is one for a field, times the items of the lists above it', () => {
    expect(cost('{ few { name } }')).toBe(1 + 3);
    expect(cost('{ few { name more(first: 2) { name } } }')).toBe(1 + 3 * (1 + (1 + 2)));
  });

  it('counts the items of a page once, and what it says of itself not at all often', () => {
    expect(cost('{ page(first: 10) { totalCount nodes { name } } }')).toBe(1 + 1 + (1 + 10));
    expect(cost('{ page(first: 10) { edges { cursor node { name } } } }')).toBe(1 + (1 + 10 * (1 + 1 + 1)));
    expect(cost('{ page { nodes { name } } }')).toBe(1 + 1 + 30);
    expect(cost('{ page(last: 10) { nodes { name } } }')).toBe(1 + 1 + 10);
    const either = 'query ($n: Int, $m: Int) { page(first: $n, last: $m) { nodes { name } } }';
    expect(cost(either, { m: 7 })).toBe(1 + 1 + 7);
    expect(cost(either, { n: 9, m: null })).toBe(1 + 1 + 9);
    expect(cost(either, { n: 9, m: 7 })).toBe(1 + 1 + 9);
    expect(cost(either)).toBe(1 + 1 + 30);
  });

  it('counts as many items as are asked for by name', () => {
    expect(cost('{ named(ids: ["a", "b", "c"]) { name } }')).toBe(1 + 3);
    expect(cost('{ named(ids: "a") { name } }')).toBe(1 + 1);
    expect(cost('query ($ids: [ID!]!) { named(ids: $ids) { name } }', { ids: ['a', 'b'] })).toBe(1 + 2);
    expect(cost('query ($ids: [ID!]!) { named(ids: $ids) { name } }', { ids: Array(500).fill('a') })).toBe(1 + 100);
  });

  it('takes no page for larger than the field gives', () => {
    expect(cost('{ page(first: 100000) { nodes { name } } }')).toBe(1 + 1 + 100);
  });

  it('asks again for each size of a page, in fragments and under directives too', () => {
    const text =
      'query ($n: Int, $deep: Boolean!) { items(first: 5) { ...f @include(if: $deep) } } fragment f on Item { more(first: $n) { name } }';
    expect(cost(text, { n: 100, deep: false })).toBe(1);
    expect(cost(text, { n: 100, deep: true })).toBe(1 + 5 * (1 + 100));
    expect(cost(text, { n: 2, deep: true })).toBe(1 + 5 * (1 + 2));
    // Left out or of another kind it is refused later: taken for executed until then.
    expect(cost(text, { n: 2 })).toBe(1 + 5 * (1 + 2));
    expect(cost(text, { n: 2, deep: 'no' })).toBe(1 + 5 * (1 + 2));
  });

  it('counts once what execution merges', () => {
    const once = cost('{ items(first: 100) { name more(first: 2) { name } } }');
    const fragment = (name: string) =>
      `fragment ${name} on Query { items(first: 100) { name more(first: 2) { name } } }`;
    expect(cost(`{ ...A ...B ...C } ${fragment('A')} ${fragment('B')} ${fragment('C')}`)).toBe(once);
    expect(cost('{ items(first: 100) { name } items(first: 100) { name more(first: 2) { name } } }')).toBe(once);
  });

  it('keeps fields of different names and aliases apart', () => {
    expect(cost('{ a: few { name } b: few { name } }')).toBe(2 * cost('{ few { name } }'));
  });

  it('counts the parts of an interface for each type', () => {
    expect(cost('{ any { name ... on Other { other } ... on Item { more(first: 4) { name } } } }')).toBe(
      1 + 1 + 1 + 1 + 4,
    );
  });

  it('counts a default where a variable is not given, and each operation by itself', () => {
    const text = 'query One($n: Int = 1000) { items(first: $n) { name } } query Two { items(first: 1) { name } }';
    expect(cost(text, {}, 'One')).toBe(1_001);
    expect(cost(text, { n: 1 }, 'One')).toBe(2);
    expect(cost(text, {}, 'Two')).toBe(2);
  });

  it('takes null and what does not fit for the usual size', () => {
    expect(cost('query ($n: Int = 1000) { items(first: $n) { name } }', { n: null })).toBe(21);
    expect(cost('query ($n: Int!) { items(first: $n) { name } }', { n: 'many' })).toBe(21);
  });

  it('goes on counting for one that asks in ever new ways', () => {
    const text = 'query ($n: Int) { items(first: $n) { name } }';
    for (let n = 1; n < 200; n += 1) expect(cost(text, { n })).toBe(n + 1);
  });

  it('makes a question about the whole schema dear, and its type name free', () => {
    expect(cost('{ __typename few { __typename } }')).toBe(1);
    expect(cost('{ __schema { types { name } } }')).toBe(20_000);
    expect(cost('{ a: __schema { types { name } } b: __schema { types { name } } }')).toBe(40_000);
  });
});
