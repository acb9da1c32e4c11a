import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { keysFolder } from './ballot-keys';
import { endWithUs } from './leftovers';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** What it has written to standard output. */
  said(): string;
  /** Ends it at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks it to end, and waits until it has; its exit code. */
  terminate(): Promise<number | null>;
}

/**
 * Starts a server with these settings and waits until it is ready: the app alone (`serve`), or all that
 * `giaouoc start` does.
 */
export async function aServerProcess(
  settings: Record<string, string>,
  program: 'serve' | 'start' = 'serve',
): Promise<ServerProcess> {
  const hook = join(__dirname, 'swc-hook.cjs');
  const child = endWithUs(
    spawn(process.execPath, ['-r', hook, join(__dirname, `${program}.ts`)], {
      env: { PATH: process.env.PATH, LOG_LEVEL: 'error', BALLOT_KEYS: keysFolder, ...settings },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  const gone = once(child, 'exit');
  const url = await readyAt(child, () => said);
  return {
    url,
    pid: child.pid as number,
    said: () => said,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
    async terminate() {
      child.kill('SIGTERM');
      await gone;
      return child.exitCode;
    },
  };
}

function readyAt(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const url = /^(?:ready|.* serves at) (\S+)$/m.exec(said())?.[1];
      if (url) resolve(url);
    });
    child.once('exit', () => reject(new Error(`the server ended before it was ready: ${said()}`)));
  });
}
