import { buildSchema } from 'graphql';
import { Documents } from '../../src/graphql/documents';

const schema = buildSchema('type Query { a: String, b: String }');
const documents = () => new Documents(schema, { maxDepth: 10, maxTokens: 100, maxAliases: 10, introspection: true });
const documentOf = (read: ReturnType<Documents['read']>) => ('errors' in read ? null : read);

describe('Documents', () => {
  it('gives the same document for the same text, and another id for another', () => {
    const all = documents();
    expect(documentOf(all.read('{ a }'))).toBe(documentOf(all.read('{ a }')));
    expect(all.read('{ a }')).not.toEqual(all.read('{ b }'));
    expect(all.read('{ a }')).toEqual(all.read('{ a }'));
  });

  it('keeps errors as well', () => {
    const all = documents();
    expect(all.read('{ c }')).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    expect(all.read('{ a')).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] });
    expect(all.size).toBe(2);
  });

  it('forgets the longest unused, by number and by length', () => {
    const all = documents();
    const first = documentOf(all.read('{ a }'));
    for (let n = 0; n < 2_000; n += 1) {
      all.read(`{ a } # ${n}`);
      if (n % 100 === 0) expect(documentOf(all.read('{ a }'))).toBe(first);
    }
    expect(all.size).toBe(1_000);
    for (let n = 0; n < 50; n += 1) all.read(`{ a } # ${n}${' '.repeat(50_000)}`);
    expect(all.size).toBeLessThan(21);
    expect(documentOf(all.read('{ a }'))).not.toBe(first);
  });

  it('measures a document before it validates it, so that a large one costs no rule of the specification', () => {
    const large = `{ ${'c '.repeat(95)} }`;
    // 95 fields of one name are 4,465 pairs, and none of them is in the schema.
    const read = documents().read(large);
    expect(read).toMatchObject({
      errors: [{ extensions: { code: 'DOCUMENT_TOO_LARGE', facts: { maxPairs: 4_000 } } }],
    });
    expect('errors' in read && read.errors).toHaveLength(1);
  });

  it('reads no more of a text than the words it may have', () => {
    const words = (count: number) => `{ ${'a '.repeat(count)}}`;
    // Braces are words too.
    expect(documents().read(words(89))).not.toHaveProperty('errors');
    const read = documents().read(words(99));
    expect(read).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }] });
    expect('errors' in read && read.errors[0]?.message).toContain('100 tokens');
  });

  it('names no field that is nearly meant where the schema is not told', () => {
    const messages = (introspection: boolean) => {
      const limits = { maxDepth: 10, maxTokens: 100, maxAliases: 10, introspection };
      const read = new Documents(buildSchema('type Query { secretField: String }'), limits).read('{ secretFeld }');
      return 'errors' in read ? read.errors.map(({ message }) => message).join() : '';
    };
    expect(messages(true)).toContain('secretField');
    expect(messages(false)).toMatch(/^Cannot query field "secretFeld" on type "Query"\.$/);
  });

  it.each([
    ['mutation { a }', true],
    ['mutation { a x: a }', false],
    ['mutation { a b }', false],
    ['mutation { ...F } fragment F on Mutation { a b }', false],
    ['mutation { ... on Mutation { a b } }', false],
  ])('takes one act at a time, whatever it hides behind: %s', (text, taken) => {
    const acts = buildSchema('type Query { a: String } type Mutation { a: String, b: String }');
    const limits = { maxDepth: 10, maxTokens: 100, maxAliases: 10, introspection: true };
    const read = new Documents(acts, limits).read(text);
    if (taken) expect(read).not.toHaveProperty('errors');
    else expect(read).toMatchObject({ errors: [{ extensions: { code: 'DOCUMENT_TOO_LARGE' } }] });
  });
});
