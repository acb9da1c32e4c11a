import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '..', '..');
const { mutate } = JSON.parse(readFileSync(join(__dirname, 'stryker.rules.json'), 'utf8')) as { mutate: string[] };
/** Rooms whose pure files decide something; import and record work on whole files and logs, and are tested on a database. */
const rooms = [
  'auth',
  'award',
  'bloc',
  'conference',
  'confirmation',
  'deadline',
  'hall',
  'indicator',
  'movement',
  'pact',
  'paper',
  'poll',
  'report',
  'score',
  'webhooks',
];

/** Pure, and not changed by Stryker, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  'src/auth/sign-in-limiter.ts': 'counts over time; tested with a clock',
  'src/award/standing.ts': 'puts together what rules.ts decides',
  'src/conference/delegate-sheet.ts': 'reads rows of a list, mostly words; tested with whole files on a database',
  'src/conference/paper-holds.ts': 'a half of it is SQL; both are asked by acts and fields on a database',
  'src/pact/canonical-pact.ts': 'a form of text, held by digests in the log',
  'src/report/sealed.ts': 'a digest of a form of text, held by the recount',
  'src/score/canonical-table.ts': 'a digest of a form of text',
  'src/score/digests.ts': 'a digest of a form of text, held by the recount',
  'src/score/plan-sheet.ts': 'what a sheet changes; tested with whole files on a database',
  'src/score/score-sheet.ts': 'reads rows of a sheet; tested with whole files on a database',
  'src/score/sheet-faults.ts': 'words for what is wrong with a sheet',
};

/** What a pure file has nothing of: anything that waits, and packages and rooms by which something is read or written. */
const waits = /\basync |\bawait |Promise</;
const reaching =
  /'(typeorm|pg|type-graphql|node:(?!util)[^']*|openid-client|class-validator|[./]+\/(database|log\/(act|append|read)|graphql\/(context|loading|pipeline))[^']*)'/;

const isPure = (text: string): boolean => /function |=> /.test(text) && !waits.test(text) && !reaching.test(text);

describe('npm run mutants:rules', () => {
  const files = rooms.flatMap((room) =>
    readdirSync(join(root, 'src', room))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `src/${room}/${name}`),
  );
  const changed = (file: string) => mutate.includes(file) || file.endsWith('/rules.ts');

  it('changes every pure file of the domain, or there is a reason', () => {
    const pure = files.filter((file) => isPure(readFileSync(join(root, file), 'utf8')));
    expect(pure.length).toBeGreaterThan(20);
    expect(pure.filter((file) => !changed(file) && !(file in elsewhere))).toEqual([]);
  });

  it('runs tests that need no PostgreSQL, those of every `rules.ts` among them', async () => {
    const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    const args = [jest, '-c', join(__dirname, 'jest.rules.config.js'), '--listTests', '--json'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    const tests = JSON.parse(stdout) as string[];
    const onDatabase = /support\/(database|server|hall)'/;
    expect(tests.filter((file) => onDatabase.test(readFileSync(file, 'utf8')))).toEqual([]);
    const rules = readdirSync(join(root, 'src')).filter((room) => files.includes(`src/${room}/rules.ts`));
    const untested = rules.filter((room) => !tests.includes(join(root, 'test', room, 'rules.test.ts')));
    expect(untested).toEqual([]);
  });

  it('names no file that is gone, and excuses none that it changes', () => {
    const named = [...mutate.filter((file) => !file.includes('*')), ...Object.keys(elsewhere)];
    expect(named.filter((file) => !files.includes(file))).toEqual([]);
    expect(Object.keys(elsewhere).filter(changed)).toEqual([]);
  });
});
