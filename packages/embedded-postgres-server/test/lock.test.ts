import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type OwnerLock, takeLock } from '../src/lock';
import { aTop } from './support';

let top: string;

beforeEach(() => {
  top = aTop();
});

describe('takeLock', () => {
  it('passes a lock from a dead holder to exactly one of many callers, over and over', async () => {
    const path = join(top, 'lock');
    const { dev, ino } = statSync(top);
    for (let round = 0; round < 20; round++) {
      const dead = { pid: process.pid, run: 'an earlier boot/1', folder: `${dev}:${ino}`, nonce: `abc${round}` };
      writeFileSync(path, JSON.stringify(dead));
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => takeLock(path)));
      const winners = outcomes.filter((each): each is OwnerLock => each.taken);
      expect(winners).toHaveLength(1);
      for (const each of outcomes) if (!each.taken) expect(each.pid).toBe(process.pid);
      winners[0]?.release();
      rmSync(path, { force: true });
    }
    expect(readdirSync(top)).toEqual([]);
  });

  it('does not mistake the lock of a copied folder for one that is held', async () => {
    mkdirSync(join(top, 'folder'));
    mkdirSync(join(top, 'copy'));
    const held = await takeLock(join(top, 'folder', 'lock'));
    writeFileSync(join(top, 'copy', 'lock'), readFileSync(join(top, 'folder', 'lock')));
    expect(held.taken).toBe(true);
    expect(await takeLock(join(top, 'folder', 'lock'))).toEqual({ taken: false, pid: process.pid });
    expect((await takeLock(join(top, 'copy', 'lock'))).taken).toBe(true);
  });

  it('takes over a lock that a power failure emptied, but waits for one being written', async () => {
    const path = join(top, 'lock');
    writeFileSync(path, '');
    const taking = takeLock(path);
    expect(await Promise.race([taking.then(() => 'taken'), pause(50, 'waiting')])).toBe('waiting');
    const lock = await taking;
    expect(lock.taken).toBe(true);
  });
});
