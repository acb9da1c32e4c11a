import { buildSchema } from 'graphql';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { Documents } from '../../src/graphql/documents';
import type { Operation } from '../../src/graphql/operation';

const schema = buildSchema('type Query { word(n: Int): String }');
const limits = { maxDepth: 10, maxTokens: 100, maxAliases: 10, introspection: true };
const text = 'query One($n: Int) { word(n: $n) } query Two($n: Int) { word(n: $n) }';

function operation(name: string): Operation {
  const read = new Documents(schema, limits).read(text);
  return 'errors' in read ? (undefined as never) : (read.operation(name) as Operation);
}

describe('the key of an operation', () => {
  it('tells apart variables, operations of one document, and nothing else', () => {
    const [one, two] = [operation('One'), operation('Two')];
    const keys = [one.keyFor({ n: 1 }, publicViewer), one.keyFor({ n: 2 }, publicViewer), one.keyFor({}, publicViewer)];
    expect(new Set([...keys, two.keyFor({ n: 1 }, publicViewer)]).size).toBe(4);
    expect(one.keyFor({ n: 1 }, { ...publicViewer, name: 'another' })).toBe(keys[0]);
  });

  it('is none where the variables are nested too deeply to be written', () => {
    let n: unknown = 1;
    for (let depth = 0; depth < 100_000; depth += 1) n = [n];
    expect(operation('One').keyFor({ n }, publicViewer)).toBeNull();
  });
});
