import { existsSync } from 'node:fs';

const LongestFirst = require('./longest-first.cjs');
const longFiles: string[] = LongestFirst.longFiles;

describe('the order of test files', () => {
  it('names only files that there are', () => {
    expect(longFiles.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('begins with those known to take longest, also in a fresh clone', () => {
    const context = { config: { cache: false }, hasteFS: { getSize: (path: string) => path.length } };
    const short = '/one/of/many/lines'.repeat(100);
    const tests = [short, ...longFiles.toReversed()].map((path) => ({ path, context }));
    const sorted: string[] = new LongestFirst().sort(tests).map(({ path }: { path: string }) => path);
    expect([sorted[0], sorted.at(-1)]).toEqual([longFiles[0], short]);
  });
});
