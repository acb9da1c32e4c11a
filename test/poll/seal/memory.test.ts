import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const hook = join(__dirname, '..', '..', 'support', 'swc-hook.cjs');
let folder: string;
let keeper: ChildProcess;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'giaouoc-memory-'));
});
afterEach(async () => {
  const gone = once(keeper, 'exit');
  keeper.kill('SIGKILL');
  await gone;
  rmSync(folder, { recursive: true });
});

/** A process that has made a key and opened ballots with it, and the secret of that key. */
async function aKeeper(how: string): Promise<{ readonly pid: number; readonly secret: Buffer }> {
  keeper = spawn(process.execPath, ['-r', hook, join(__dirname, 'keeper.ts'), folder, how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(keeper.stdout as NodeJS.ReadableStream, 'data');
  expect(String(said)).toBe('opened\n');
  const [name = ''] = readdirSync(folder);
  return { pid: keeper.pid ?? 0, secret: readFileSync(join(folder, name)) };
}

/** Whether the memory of a process that may be written has these bytes anywhere. */
function memoryHas(pid: number, bytes: Buffer): boolean {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    return readFileSync(`/proc/${pid}/maps`, 'utf8')
      .split('\n')
      .some((line) => {
        const [, from = '0', to = '0'] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
        return regionHas(memory, Number.parseInt(from, 16), Number.parseInt(to, 16), bytes);
      });
  } finally {
    closeSync(memory);
  }
}

const step = 16_777_216;

function regionHas(memory: number, from: number, to: number, bytes: Buffer): boolean {
  for (let at = from; at < to; at += step) {
    const part = Buffer.alloc(Math.min(step + bytes.length, to - at));
    try {
      const read = readSync(memory, part, 0, part.length, at);
      if (part.subarray(0, read).includes(bytes)) return true;
    } catch {
      // What is reserved and not there cannot be read.
    }
  }
  return false;
}

describe('the memory of a server', () => {
  it('has no secret of a key that was made and used for it', async () => {
    const { pid, secret } = await aKeeper('server');
    expect(memoryHas(pid, Buffer.from('0b1d5c0e-9f0e-4c8a-8f5e-3c1f7d9f0a11'))).toBe(true);
    expect(memoryHas(pid, secret)).toBe(false);
  });

  it('would have it, if it used the key itself: the reader is a good one', async () => {
    const { pid, secret } = await aKeeper('itself');
    expect(memoryHas(pid, secret)).toBe(true);
  });
});
