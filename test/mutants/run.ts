/**
 * `npm run mutants -- [--only <words>] [--from <row>] [--repeat <times>] [--baseline] [--list]`: breaks one guarantee at
 * a time in a copy of the project and runs the one test that has to notice (docs/mutants.md). Ends with 1 unless every
 * mutant was killed. The project itself is not touched.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import setup from '../support/global-setup';
import teardown from '../support/global-teardown';
import { endOnSignals } from '../support/leftovers';
import { type Mutant, mutated } from './mutant';
import { type Outcome, runJest } from './run-jest';
import { compileFault, makeScratch, type Scratch } from './scratch';
import { table } from './table';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    from: { type: 'string', default: '1' },
    repeat: { type: 'string', default: '1' },
    baseline: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});

type Verdict = 'killed' | 'survived' | 'stale' | 'broken';

interface Judged {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  readonly why: string;
}

/** Rows that hold every word of one `--only`; all without it. */
function chosen(): readonly Mutant[] {
  const wanted = values.only.map((words) => words.toLowerCase().split(/\s+/));
  if (wanted.length === 0) return table;
  return table.filter((mutant) => {
    const text = Object.values(mutant).join(' ').toLowerCase();
    return wanted.some((words) => words.every((word) => text.includes(word)));
  });
}

const titleOf = ({ guarantee, file, test }: Mutant): string => `${guarantee} | ${file} | ${test}`;

/** A mutant is killed by the test that is named, not by a file that cannot be run with it. */
function verdictOf({ passed, failed, fault }: Outcome): Omit<Judged, 'mutant'> {
  if (fault) return { verdict: 'broken', why: fault };
  const [first] = failed;
  if (!first)
    return passed.length === 0 ? { verdict: 'stale', why: 'no test of that name' } : { verdict: 'survived', why: '' };
  const why = first.message.split('\n')[0] ?? '';
  // A name that is not there any more: the mutant is wrong, not the test right.
  return { verdict: /^\s*ReferenceError\b/.test(first.message) ? 'broken' : 'killed', why };
}

/** Whether the built pages hold this file. */
const isInPages = (file: string): boolean => /^(web|packages\/giaouoc-client)\//.test(file);

async function judge(scratch: Scratch, mutant: Mutant, repeat: number): Promise<Judged> {
  const original = scratch.read(mutant.file);
  const made = mutated(original, mutant);
  if ('stale' in made) return { mutant, verdict: 'stale', why: made.stale };
  const fault = compileFault(mutant.file, made.source);
  if (fault) return { mutant, verdict: 'broken', why: fault };
  const isPage = isInPages(mutant.file);
  scratch.write(mutant.file, made.source);
  try {
    if (isPage) scratch.buildPages();
    for (let time = 1; time <= repeat; time += 1) {
      const judged = verdictOf(
        await runJest(scratch.folder, mutant.test, [mutant.name], mutant.file.startsWith('migrations/')),
      );
      const why = repeat > 1 ? `at try ${time}: ${judged.why}` : judged.why;
      if (judged.verdict !== 'killed' || time === repeat) return { mutant, ...judged, why };
    }
    throw new Error(`--repeat ${repeat}: at least 1`);
  } finally {
    scratch.write(mutant.file, original);
    if (isPage) pagesAreOf = null;
  }
}

/** Whether the built pages are those of the unbroken source. */
let pagesAreOf: 'source' | null = null;

function unbrokenPages(scratch: Scratch): void {
  if (pagesAreOf === 'source') return;
  scratch.buildPages();
  pagesAreOf = 'source';
}

/** Every named test once without a mutant: a test that is red anyway tells nothing. */
async function baseline(scratch: Scratch, mutants: readonly Mutant[]): Promise<boolean> {
  const names = new Map<string, Set<string>>();
  for (const { test, name } of mutants) names.set(test, (names.get(test) ?? new Set()).add(name));
  let isGreen = true;
  for (const [test, wanted] of names) {
    if (test.startsWith('web/')) unbrokenPages(scratch);
    const { passed, failed, fault } = await runJest(scratch.folder, test, [...wanted]);
    const missing = [...wanted].filter((name) => !passed.some((full) => full.includes(name)));
    const isWell = !fault && failed.length === 0 && missing.length === 0;
    console.log(`${isWell ? 'green ' : 'RED   '} ${test}: ${passed.length} passed`);
    for (const { name, message } of failed) console.log(`       ${name}: ${message.split('\n')[0]}`);
    for (const name of missing) console.log(`       did not pass: ${name}`);
    if (fault) console.log(`       ${fault}`);
    isGreen &&= isWell;
  }
  return isGreen;
}

function summary(judged: readonly Judged[], startedAtMs: number): void {
  const count = (verdict: Verdict) => judged.filter((each) => each.verdict === verdict).length;
  const seconds = Math.round((performance.now() - startedAtMs) / 1000);
  console.log(
    `\n${judged.length} mutants in ${seconds} s: ${count('killed')} killed, ${count('survived')} survived, ` +
      `${count('stale')} stale, ${count('broken')} broken`,
  );
  for (const { mutant, verdict, why } of judged)
    if (verdict !== 'killed') console.log(`${verdict.toUpperCase()} ${titleOf(mutant)} | ${mutant.name} | ${why}`);
}

async function run(mutants: readonly Mutant[]): Promise<number> {
  const startedAtMs = performance.now();
  endOnSignals();
  const scratch = makeScratch();
  try {
    await setup();
    if (values.baseline && !(await baseline(scratch, mutants))) return 1;
    const judged: Judged[] = [];
    for (const [index, mutant] of mutants.entries()) {
      if (index + 1 < Number(values.from)) continue;
      if (mutant.test.startsWith('web/') && !isInPages(mutant.file)) unbrokenPages(scratch);
      const atMs = performance.now();
      const one = await judge(scratch, mutant, Number(values.repeat));
      judged.push(one);
      const seconds = ((performance.now() - atMs) / 1000).toFixed(1);
      console.log(`${index + 1}/${mutants.length} ${one.verdict} ${seconds} s | ${titleOf(mutant)}`);
      if (one.verdict !== 'killed') console.log(`    ${one.why}`);
    }
    summary(judged, startedAtMs);
    return judged.every(({ verdict }) => verdict === 'killed') ? 0 : 1;
  } finally {
    await teardown();
  }
}

const mutants = chosen();
if (values.list) {
  for (const mutant of mutants) console.log(`${titleOf(mutant)} | ${mutant.name}`);
} else {
  if (mutants.length === 0) console.error('No mutant fits --only.');
  void run(mutants).then((code) => process.exit(mutants.length === 0 ? 1 : code));
}
