import { buildSchema, parse } from 'graphql';
import { Costs } from '../../src/graphql/costs';

const schema = buildSchema(
  'type Query { items(first: Int, named: String): [Item!]! } type Item { name: String more(first: Int): [Item!]! }',
);
const costs = () =>
  new Costs(schema, { maxCost: 50, maxDepth: 10, maxTokens: 100, maxAliases: 10, introspection: true });
const code = (error: { extensions: Record<string, unknown> } | null) => error?.extensions.code ?? null;

describe('Costs', () => {
  it('asks again for each size of a page, and remembers each', () => {
    const document = parse('query ($n: Int, $name: String) { items(first: $n, named: $name) { name } }');
    const limit = costs();
    for (let round = 0; round < 2; round += 1) {
      expect(limit.errorOf(document, null, { n: 10, name: 'a' })).toBeNull();
      expect(code(limit.errorOf(document, null, { n: 1_000, name: 'a' }))).toBe('DOCUMENT_TOO_LARGE');
    }
    expect(limit.errorOf(document, null, { n: 1_000 })).toBe(limit.errorOf(document, null, { n: 1_000, name: 'b' }));
  });

  it('knows variables of directives and of nested pages, in fragments too', () => {
    const document = parse(
      'query ($n: Int, $deep: Boolean!) { items(first: 5) { ...f @include(if: $deep) } } fragment f on Item { more(first: $n) { name } }',
    );
    const limit = costs();
    expect(limit.errorOf(document, null, { n: 100, deep: false })).toBeNull();
    expect(code(limit.errorOf(document, null, { n: 100, deep: true }))).toBe('DOCUMENT_TOO_LARGE');
    expect(limit.errorOf(document, null, { n: 2, deep: true })).toBeNull();
  });

  it('counts a default where a variable is not given, and each operation by itself', () => {
    const document = parse(
      'query One($n: Int = 1000) { items(first: $n) { name } } query Two { items(first: 1) { name } }',
    );
    const limit = costs();
    expect(code(limit.errorOf(document, 'One', {}))).toBe('DOCUMENT_TOO_LARGE');
    expect(limit.errorOf(document, 'One', { n: 1 })).toBeNull();
    expect(limit.errorOf(document, 'Two', {})).toBeNull();
  });

  it('tells a variable that is null from one that is not given', () => {
    const document = parse('query ($n: Int = 1000) { items(first: $n) { name } }');
    const limit = costs();
    expect(limit.errorOf(document, null, { n: null })).toBeNull();
    expect(code(limit.errorOf(document, null, {}))).toBe('DOCUMENT_TOO_LARGE');
  });

  it('leaves variables that do not fit to the execution', () => {
    const document = parse('query ($n: Int!) { items(first: $n) { name } }');
    expect(costs().errorOf(document, null, { n: 'many' })).toBeNull();
  });

  it('goes on counting for one that asks in ever new ways', () => {
    const document = parse('query ($n: Int) { items(first: $n) { name } }');
    const limit = costs();
    for (let n = 0; n < 200; n += 1)
      expect(code(limit.errorOf(document, null, { n }))).toBe(n < 50 ? null : 'DOCUMENT_TOO_LARGE');
  });
});
