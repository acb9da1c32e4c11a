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
});
