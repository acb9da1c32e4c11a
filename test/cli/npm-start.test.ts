import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/until';

const project = join(__dirname, '..', '..');
let folder: string;
let npm: ChildProcess | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'giaouoc-npm-'));
  chmodSync(folder, 0o755);
});
afterEach(() => {
  // The group holds everything npm started, also what npm itself has lost; PostgreSQL has a group of its own.
  if (npm?.pid) killIfThere(-npm.pid);
  npm = null;
  const postgres = pidIn('data/cluster/postmaster.pid');
  if (postgres) killIfThere(postgres);
  rmSync(folder, { recursive: true, force: true });
});

/** `npm start` in a group of processes of its own, as a terminal gives one to each command; once it serves. */
async function npmStart() {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, DATA_DIR: join(folder, 'data'), PORT: '0', DEMO: 'off', LOG_LEVEL: 'error' };
  npm = spawn('npm', ['start'], { cwd: project, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const { stdout, stderr } = npm;
  const serving = new Promise<true>((settle) => {
    for (const stream of [stdout, stderr])
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
        if (said.includes('serves at http')) settle(true);
      });
  });
  const gone = once(npm, 'exit');
  if ((await Promise.race([serving, gone])) !== true) throw new Error(`npm start ended: ${said}`);
  const server = (JSON.parse(readFileSync(join(folder, 'data', 'owner.lock'), 'utf8')) as { pid: number }).pid;
  const postgres = pidIn('data/cluster/postmaster.pid') as number;
  return { npm: npm.pid as number, server, postgres, gone, said: () => said };
}

describe('npm start', () => {
  it('ends the server and its PostgreSQL when npm alone is told to end', async () => {
    const { npm, server, postgres, gone, said } = await npmStart();
    expect([isAlive(server), isAlive(postgres)]).toEqual([true, true]);
    process.kill(npm, 'SIGTERM');
    await gone;
    await until(() => !isAlive(server) && !isAlive(postgres));
    expect(said()).toMatch(/Đã tạo hoặc nâng cấp các bảng · tables brought up to date, \d{2,} migrations\n/);
    expect(
      said()
        .split('\n')
        .filter((line) => line.includes('migrations')),
    ).toHaveLength(1);
    expect(said()).toContain('Đang dừng · closing');
    expect(said()).not.toContain('at once');
  });

  it('closes in good order on Ctrl-C, which comes from the terminal and from npm', async () => {
    const { npm, server, postgres, gone, said } = await npmStart();
    process.kill(-npm, 'SIGINT');
    await gone;
    await until(() => !isAlive(server) && !isAlive(postgres));
    expect(said()).toContain('closing');
    expect(said()).not.toContain('at once');
  });
});

function pidIn(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(folder, file), 'utf8'), 10);
  } catch {
    return null;
  }
}

/** False also for an ended process that its parent has not asked for. */
function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}
