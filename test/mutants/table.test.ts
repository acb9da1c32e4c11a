import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutated } from './mutant';
import { compileFault } from './scratch';
import { table } from './table';

const project = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(project, file), 'utf8');
const testFile = (test: string) => `test/${test}.test.ts`;

/** Rows of docs/live.md: what is promised, and the tests that are named for it, without their folder and ending. */
function liveRows(): readonly {
  readonly guarantee: string;
  readonly tests: readonly string[];
  readonly held: string;
}[] {
  const rows: { guarantee: string; tests: string[]; held: string }[] = [];
  for (const line of read('docs/live.md').split('\n')) {
    const [, guarantee, held] = /^\| (.+) \| (.+) \|$/.exec(line) ?? [];
    if (!guarantee || !held || guarantee === 'guarantee' || guarantee.startsWith('---')) continue;
    const named = [...held.matchAll(/`(?:test\/)?([a-z-]+\/[a-z-]+)`/g)].flatMap(([, test]) => test ?? []);
    const tests = held.startsWith('the same') ? (rows.at(-1)?.tests ?? []) : named;
    rows.push({ guarantee, tests: [...tests], held });
  }
  return rows.filter(({ tests }) => tests.length > 0);
}

/** Lines of the refusals of acts, by file. */
const actRooms = [
  'auth',
  'auth/oidc',
  'award',
  'bloc',
  'conference',
  'deadline',
  'hall',
  'import',
  'log',
  'pact',
  'poll',
  'rehearsal',
  'report',
  'score',
  'webhooks',
];
const refusals = actRooms.flatMap((room) =>
  readdirSync(join(project, 'src', room))
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const file = `src/${room}/${name}`;
      const lines = read(file).split('\n');
      return lines.flatMap((line, index) =>
        line.includes('new Refusal(') ? [[file, index, line.trim()] as const] : [],
      );
    }),
);

/** Whether a mutant replaces text on this line. */
function touches({ file, find }: (typeof table)[number], wanted: string, line: number): boolean {
  if (file !== wanted) return false;
  const source = read(file);
  const from = source.slice(0, source.indexOf(find)).split('\n').length - 1;
  return from <= line && line < from + find.split('\n').length;
}

describe('the table of mutants', () => {
  it.each(table.map((mutant) => [`${mutant.guarantee} (${mutant.file})`, mutant] as const))(
    'fits the source, and compiles: %s',
    (_, mutant) => {
      const made = mutated(read(mutant.file), mutant);
      expect(made).toEqual({ source: expect.any(String) });
      expect('source' in made && compileFault(mutant.file, made.source)).toBeNull();
      expect(existsSync(join(project, testFile(mutant.test)))).toBe(true);
    },
  );

  it('names each mutant once', () => {
    const keys = table.map((mutant) => JSON.stringify(mutant));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it.each(refusals)('has a mutant for each refusal of an act: %s line %i %s', (file, line) => {
    expect(table.some((mutant) => touches(mutant, file, line))).toBe(true);
  });
});

describe('docs/live.md', () => {
  it.each(liveRows().map((row) => [row.guarantee, row] as const))('names tests there are: %s', (_, { tests, held }) => {
    for (const test of tests) expect([test, existsSync(join(project, testFile(test)))]).toEqual([test, true]);
    const sources = tests.map((test) => read(testFile(test)).replace(/\\'/g, "'")).join('\n');
    const titles = [...held.matchAll(/\*([^*]+)\*/g)].map(([, title]) => title as string);
    // A title may leave out words, and what it begins with: `…`.
    const parts = titles.flatMap((title) => title.split('…').map((part) => part.trim()));
    expect(parts.filter((part) => !sources.includes(part))).toEqual([]);
  });

  it.each(liveRows().map((row) => [row.guarantee, row] as const))(
    'has a mutant that a test named there has to kill: %s',
    (guarantee, { tests }) => {
      const own = table.filter((mutant) => guarantee.startsWith(mutant.guarantee));
      expect(own.filter(({ test }) => tests.includes(test))).not.toEqual([]);
    },
  );
});
