import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';

const hook = join(__dirname, '../../support/swc-hook.cjs');

/** A process that answers questions over its channel, many at a time; it ends when this one does. */
export class Helper {
  private asked = 0;
  private readonly waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  private readonly gone: Promise<void>;
  private lastWords = '';

  private constructor(private readonly child: ChildProcess) {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.lastWords = (this.lastWords + text).slice(-2_000);
    });
    child.on('message', ({ id, answer, fault }: { id: number; answer?: unknown; fault?: string }) => {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (fault === undefined) waiting?.resolve(answer);
      else waiting?.reject(new Error(fault));
    });
    this.gone = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        for (const { reject } of this.waiting.values()) reject(new Error(`ended by ${signal ?? code}: ${this.why()}`));
        this.waiting.clear();
        resolve();
      });
    });
  }

  /** Starts `test/attacks/service/<file>.ts`. */
  static start(file: string, env: Readonly<Record<string, string>> = {}): Helper {
    return new Helper(
      fork(join(__dirname, `${file}.ts`), [], {
        execArgv: ['-r', hook],
        env: { PATH: process.env.PATH, ...env },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      }),
    );
  }

  get isGone(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** @throws when the process ends instead of answering, or answers with a fault */
  ask<T = void>(question: string, parts: Readonly<Record<string, unknown>> = {}): Promise<T> {
    if (this.isGone) return Promise.reject(new Error(`a process that is gone was asked: ${question}`));
    this.asked += 1;
    const id = this.asked;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.child.send({ id, question, ...parts });
    });
  }

  /** Ends it at once, and waits until it is gone. May be called again. */
  kill(): Promise<void> {
    this.child.kill('SIGKILL');
    return this.gone;
  }

  /** The line of what it wrote last that tells most. */
  private why(): string {
    return /FATAL ERROR: (.*)/.exec(this.lastWords)?.[1] ?? this.lastWords.trim().split('\n').at(-1) ?? '';
  }
}

/** The other side: answers questions by name, and ends when the channel closes. */
export function answer(answers: Readonly<Record<string, (parts: never) => unknown>>): void {
  process.on('message', async ({ id, question, ...parts }: { id: number; question: string }) => {
    try {
      process.send?.({ id, answer: await answers[question]?.(parts as never) });
    } catch (error) {
      process.send?.({ id, fault: error instanceof Error ? error.stack : String(error) });
    }
  });
  process.once('disconnect', () => process.exit(0));
  // The whole group hears an interrupt; whoever started this one ends it.
  process.on('SIGINT', () => undefined);
}
