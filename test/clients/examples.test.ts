import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aServer, type TestServer } from '../support/server';
import { until } from '../support/until';
import { programsIn } from './programs';

const project = join(__dirname, '..', '..');

const examples = programsIn(project).map(({ name, language, text }) => [name, language, text] as const);
/** This Node, and others whose programs are named in NODES, such as those of its newest release. */
const nodes = [process.execPath, ...(process.env.NODES?.split(':') ?? [])];

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await aServer({}, 'shipped');
  folder = mkdtempSync(join(tmpdir(), 'giaouoc-examples-'));
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Starts it as its reader would, against the server of the test; what follows for ever is ended once it has said something. */
async function ran(node: string, language: string, text: string): Promise<{ said: string; wrong: string }> {
  const file = join(folder, language === 'js' ? 'example.mjs' : 'example.sh');
  writeFileSync(file, text.replaceAll('localhost:4000', new URL(server.app.url).host));
  const child: ChildProcess = spawn(language === 'js' ? node : 'sh', [file], { cwd: folder });
  const [got, ended] = [{ said: '', wrong: '' }, once(child, 'close')];
  child.stdout?.on('data', (chunk) => {
    got.said += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    got.wrong += chunk;
  });
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  await until(() => isOver || got.said.includes('\n'));
  child.kill();
  await ended;
  return got;
}

describe('an example', () => {
  it('is there to run', () => {
    expect(examples.length).toBeGreaterThanOrEqual(6);
  });

  it.each(examples)('runs as it stands: %s', async (_, language, text) => {
    for (const node of nodes) {
      const { said, wrong } = await ran(node, language, text);
      expect([node, wrong]).toEqual([node, '']);
      expect(said).toMatch(/"?(state|sequence|serverTime|data|role)"?:/);
      expect(said).not.toContain('errors');
    }
  });
});
