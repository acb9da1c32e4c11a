import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { findRunning } from '../src';
import { aDataDir, aTop, kill, name, start, startInProcess, withTemplate } from './support';

let top: string;

withTemplate();

beforeEach(() => {
  top = aTop();
});

describe('findRunning', () => {
  it('finds the server that another process runs, and who runs it', async () => {
    const dataDir = aDataDir(top);
    const other = await startInProcess(dataDir, { write: 'by the other' });
    const found = await findRunning({ dataDir, name });
    expect(found?.ownerPid).toBe(other.starter.pid);
    const client = new Client(found?.url);
    await client.connect();
    expect((await client.query('select word from words')).rows).toEqual([{ word: 'by the other' }]);
    await client.end();
  });

  it('finds none where the owner was killed, so that a start may adopt what it left', async () => {
    const dataDir = aDataDir(top);
    const killed = await startInProcess(dataDir);
    await kill(killed.starter);
    expect(await findRunning({ dataDir, name })).toBeNull();
    expect(existsSync(join(dataDir, 'owner.lock'))).toBe(false);
    expect((await start({ dataDir, durable: true })).adopted).toBe(true);
  });
});
