import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { endWithUs } from '../../test/support/leftovers';

const hook = join(__dirname, '..', '..', 'test', 'support', 'swc-hook.cjs');

/** A process that answers questions over its channel, one at a time; it ends when this one does. */
export class Child {
  private constructor(private readonly process: ChildProcess) {}

  /** Starts `bench/lib/<file>.ts`. */
  static start(file: string, env: Record<string, string> = {}): Child {
    const execArgv = ['--expose-gc', '-r', hook, ...(process.env.BENCH_FLAGS?.split(' ') ?? [])];
    const options = { execArgv, env: { ...process.env, NODE_ENV: 'production', ...env } };
    return new Child(endWithUs(fork(join(__dirname, `${file}.ts`), [], options)));
  }

  /** @throws when the process ends instead of answering, or answers with a fault */
  ask<T = void>(question: string, parts: Record<string, unknown> = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      const { process } = this;
      const done = () => {
        process.off('message', heard);
        process.off('exit', ended);
      };
      const heard = (message: { answer?: T; fault?: string }) => {
        done();
        if (message.fault === undefined) resolve(message.answer as T);
        else reject(new Error(message.fault));
      };
      const ended = (code: number | null) => {
        done();
        reject(new Error(`a process ended with ${code} when asked: ${question}`));
      };
      process.on('message', heard);
      process.on('exit', ended);
      process.send({ question, ...parts });
    });
  }

  /** Ends it at once, as a power cut would. */
  kill(): Promise<void> {
    return this.end(() => this.process.kill('SIGKILL'));
  }

  stop(): Promise<void> {
    return this.end(() => this.process.disconnect());
  }

  private end(how: () => void): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return Promise.resolve();
    const gone = new Promise<void>((resolve) => this.process.once('exit', () => resolve()));
    how();
    return gone;
  }
}

/** The other side: answers questions by name until the channel closes. */
export function answer(answers: Record<string, (parts: never) => unknown>): void {
  process.on('message', async ({ question, ...parts }: { question: string }) => {
    try {
      process.send?.({ answer: (await answers[question]?.(parts as never)) ?? null });
    } catch (error) {
      process.send?.({ fault: error instanceof Error ? error.stack : String(error) });
    }
  });
  process.once('disconnect', () => process.exit(0));
}
