import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { atExit } from '../support/leftovers';

/** How long one test file may take before its run is ended, in milliseconds. */
const runMs = 300_000;

/** What a run of some tests of one file came to. */
export interface Outcome {
  readonly passed: readonly string[];
  readonly failed: readonly { readonly name: string; readonly message: string }[];
  /** Why the file could not be run at all, or null. */
  readonly fault: string | null;
}

let running: ChildProcess | null = null;

/** Ends the run in progress with every process it started. */
function endRun(signal: 'SIGTERM' | 'SIGKILL'): void {
  if (running?.pid) process.kill(-running.pid, signal);
}
atExit(() => endRun('SIGTERM'));

/**
 * Runs those tests of one file whose full name holds one of the texts.
 * @param ownDatabase whether the run makes its own template databases: for changes of what these are made of
 */
export async function runJest(
  folder: string,
  test: string,
  names: readonly string[],
  ownDatabase = false,
): Promise<Outcome> {
  const report = join(folder, 'mutants-report.json');
  rmSync(report, { force: true });
  const pattern = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const { TEST_SERVER_URL: _, ...env } = process.env;
  const said = await untilEnd(folder, ownDatabase ? env : process.env, [
    join(folder, 'node_modules/jest/bin/jest.js'),
    // A test that failed half way may leave something open behind.
    ...['--maxWorkers=1', '--forceExit', '--json', `--outputFile=${report}`, '--rootDir', folder],
    ...['--runTestsByPath', join(folder, `test/${test}.test.ts`), '-t', pattern],
  ]);
  let text: string;
  try {
    text = readFileSync(report, 'utf8');
  } catch {
    if (said === null)
      return { passed: [], failed: [{ name: test, message: `no end within ${runMs} ms` }], fault: null };
    return { passed: [], failed: [], fault: `jest wrote no report: ${said.slice(-500)}` };
  }
  return outcomeOf(JSON.parse(text));
}

/** What jest said; null when it had to be ended. */
function untilEnd(folder: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    let said = '';
    let isLate = false;
    // In a group of its own, so that what a broken server leaves behind can be ended with it.
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running = child;
    const timer = setTimeout(() => {
      isLate = true;
      endRun('SIGKILL');
    }, runMs);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
    child.once('close', () => {
      clearTimeout(timer);
      running = null;
      resolve(isLate ? null : said);
    });
  });
}

interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function outcomeOf({ testResults }: Report): Outcome {
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = results.filter(({ status }) => status === 'failed');
  return {
    passed: results.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
    failed: failed.map(({ fullName, failureMessages }) => ({ name: fullName, message: failureMessages.join('\n') })),
    fault: results.length === 0 ? (testResults[0]?.message.slice(0, 500) ?? 'no test file was found') : null,
  };
}
