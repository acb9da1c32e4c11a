import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outages } from '../../faults/outages';

const project = join(__dirname, '..', '..');
const hook = join(__dirname, 'swc-hook.cjs');

/** The folder for temporary files of what is started here. */
let folder: string;
let program: ChildProcess | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'giaouoc-left-'));
  chmodSync(folder, 0o755);
});
afterEach(() => {
  if (program?.exitCode === null) program.kill('SIGKILL');
  for (const { pid } of processesIn(folder)) process.kill(pid, 'SIGQUIT');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a program of the project and waits until it has a PostgreSQL that takes connections, in a folder of that name. */
async function started(within: string, file: string, ...args: string[]): Promise<ChildProcess> {
  const { DATABASE_URL: _, TEST_SERVER_URL: __, ...env } = process.env;
  const child = spawn(process.execPath, ['-r', hook, file, ...args], {
    cwd: project,
    env: { ...env, TMPDIR: folder },
    stdio: 'ignore',
  });
  program = child;
  const gone = once(child, 'exit').then(() => true);
  while (!readyIn(join(folder, within))) {
    const looked = new Promise<false>((settle) => setTimeout(settle, 20, false));
    if (await Promise.race([gone, looked])) throw new Error(`${file} ended with ${child.exitCode}`);
  }
  return child;
}

describe('a program run by hand', () => {
  it.each<[string, NodeJS.Signals, string, ...string[]]>([
    ['bench:fanout', 'SIGTERM', 'bench/fanout.ts', '--quick'],
    ['bench, which runs the others', 'SIGTERM', 'bench/table.ts', '--quick'],
    ['faults', 'SIGINT', 'faults/run.ts', '--only', '7 '],
    ['attacks', 'SIGTERM', 'test/attacks/run.ts'],
    ['soak', 'SIGHUP', 'scripts/soak.ts', '--minutes', '1'],
  ])('%s leaves no process and no file when it is interrupted', async (_name, signal, file, ...args) => {
    const child = await started('', file, ...args);
    const gone = once(child, 'exit');
    child.kill(signal);
    // As npm and a terminal do together.
    child.kill(signal);
    await gone;
    expect(child.exitCode).toBeGreaterThan(128);
    await untilNone(() => processesIn(folder));
    expect(readdirSync(folder)).toEqual([]);
  });

  // The first word of the experiment's name; where this user may not mount, it is left out and there is nothing to test.
  const disk = outages.find(({ experiment }) => experiment.startsWith('15c '));
  (disk && !disk.missing?.() ? it : it.skip)('faults unmounts the small disk when it is interrupted', async () => {
    const child = await started('giaouoc-disk-', 'faults/run.ts', '--only', '15c');
    expect(mountsIn(folder)).toHaveLength(1);
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    await untilNone(() => processesIn(folder));
    expect(mountsIn(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

function mountsIn(top: string): string[] {
  return readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .filter((line) => line.includes(` ${top}/`));
}

/** Whether a PostgreSQL in the folder says that it is ready. */
function readyIn(top: string): boolean {
  return processesIn(top).some(({ cwd }) => {
    try {
      return readFileSync(join(cwd, 'postmaster.pid'), 'utf8').includes('\nready');
    } catch {
      return false;
    }
  });
}

/** What works in the folder or was told to use it for temporary files, but for this test. */
function processesIn(top: string): { pid: number; cwd: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const cwd = readlinkSync(`/proc/${name}/cwd`);
        const told = readFileSync(`/proc/${name}/environ`, 'utf8').includes(`TMPDIR=${top}`);
        return told || cwd.startsWith(top) ? [{ pid: Number(name), cwd }] : [];
      } catch {
        return [];
      }
    });
}

async function untilNone(left: () => readonly unknown[]): Promise<void> {
  const giveUpAtMs = performance.now() + 10_000;
  while (left().length > 0) {
    if (performance.now() > giveUpAtMs) throw new Error(`left running: ${JSON.stringify(left())}`);
    await new Promise((settle) => setTimeout(settle, 20));
  }
}
