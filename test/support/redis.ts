import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { endWithUs } from './leftovers';

/** The Redis of this machine, or null where none is installed. */
export const redisProgram =
  ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0) ?? null;

export interface TestRedis {
  readonly url: string;
  /** Ends it at once; what it held is gone. */
  kill(): Promise<void>;
  /** Starts it again where it was. */
  start(): Promise<void>;
}

/** A Redis of its own on a free port, which keeps nothing on disk. */
export async function aRedis(): Promise<TestRedis> {
  const port = await freePort();
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const options = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/tmp'];
    child = endWithUs(spawn(redisProgram as string, options.map(String), { stdio: ['ignore', 'pipe', 'inherit'] }));
    let said = '';
    for await (const chunk of child.stdout ?? []) {
      said += chunk;
      if (/ready to accept connections/i.test(said)) {
        child.stdout?.resume();
        return;
      }
    }
    throw new Error(`${redisProgram} ended before it was ready: ${said}`);
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
