import { existsSync } from 'node:fs';

const LongestFirst = require('./longest-first.cjs');
const longFiles: string[] = LongestFirst.longFiles;

describe('the order of test files', () => {
  it('names only files that there are', () => {
    expect(longFiles.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('begins with those known to take longest, with short ones beside each, also in a fresh clone', () => {
    const context = { config: { cache: false }, hasteFS: { getSize: (path: string) => path.length } };
    const short = Array.from({ length: 400 }, (_, n) => `/one/of/many/${n}`);
    const tests = [...short, ...longFiles.toReversed()].map((path) => ({ path, context }));
    const sorted: string[] = new LongestFirst().sort(tests).map(({ path }: { path: string }) => path);
    expect(sorted.filter((path) => longFiles.includes(path))).toEqual(longFiles);
    expect([sorted.length, sorted[0]]).toEqual([tests.length, longFiles[0]]);
    const places = longFiles.map((path) => sorted.indexOf(path));
    for (const [n, place] of places.entries()) expect(place - (places[n - 1] ?? -20)).toBeGreaterThan(10);
    expect(places.at(-1)).toBeLessThan(sorted.length - 100);
  });

  it('loses none where there are long ones alone', () => {
    const context = { config: { cache: false }, hasteFS: { getSize: () => 1 } };
    const sorted: { path: string }[] = new LongestFirst().sort(longFiles.map((path) => ({ path, context })));
    expect(sorted.map(({ path }) => path)).toEqual(longFiles);
  });
});
