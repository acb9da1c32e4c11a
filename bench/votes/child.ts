import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { endWithUs } from '../../test/support/leftovers';

/** A server in a process of its own, which ends with this one. */
export interface Child {
  readonly url: string;
  /** Asks it something over the IPC channel; the answer is the next message. */
  ask<T>(question: string): Promise<T>;
  stop(): Promise<void>;
}

/** Starts `bench/votes/<file>.ts` and waits for its address. */
export async function startChild(file: string, env: Record<string, string>): Promise<Child> {
  const hook = join(__dirname, '..', '..', 'test', 'support', 'swc-hook.cjs');
  const options = { execArgv: ['-r', hook], env: { ...process.env, NODE_ENV: 'production', ...env } };
  const child = endWithUs(fork(join(__dirname, `${file}.ts`), [], options));
  const { url } = await next<{ url: string }>(child);
  return {
    url,
    ask(question) {
      const answer = next(child);
      child.send(question);
      return answer as Promise<never>;
    },
    stop() {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.disconnect();
      return gone;
    },
  };
}

function next<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const early = (code: number | null) => reject(new Error(`a server ended early with ${code}`));
    child.once('exit', early);
    child.once('message', (message) => {
      child.off('exit', early);
      resolve(message as T);
    });
  });
}
