import type { Client, SubscribePayload } from 'graphql-ws';

/** Longest a test waits for something to come, in milliseconds; nothing is ever waited for that is not expected. */
const patienceMs = 10_000;

/** Queues every message of one subscription, so that none is missed between two looks. */
export class Inbox<T> {
  readonly all: T[] = [];
  readonly failures: unknown[] = [];
  completed = false;
  private read = 0;
  private wake: (() => void)[] = [];
  private readonly stop: () => void;

  constructor(client: Client, payload: SubscribePayload) {
    this.stop = client.subscribe(payload, {
      next: (result) => {
        if (result.errors) this.failures.push(result.errors);
        else this.all.push(result.data as T);
        this.stir();
      },
      error: (error) => {
        this.failures.push(error);
        this.stir();
      },
      complete: () => {
        this.completed = true;
        this.stir();
      },
    });
  }

  /** The next message not yet taken. */
  async next(): Promise<T> {
    await this.until(() => this.all.length > this.read);
    const message = this.all[this.read] as T;
    this.read += 1;
    return message;
  }

  /** The first message, taken or to come, that fits. */
  async find(fits: (message: T) => boolean): Promise<T> {
    await this.until(() => this.all.some(fits));
    return this.all.find(fits) as T;
  }

  /** The first failure. */
  async failure(): Promise<unknown> {
    await this.until(() => this.failures.length > 0);
    return this.failures[0];
  }

  async until(holds: () => boolean): Promise<void> {
    const timeout = Date.now() + patienceMs;
    while (!holds()) {
      if (Date.now() > timeout)
        throw new Error(
          `nothing fitting came; had ${this.all.length}, ${told(this.all.at(-1))}, ${told(this.failures)}`,
        );
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        this.wake.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Ends the subscription. */
  close(): void {
    this.stop();
  }

  private stir(): void {
    for (const wake of this.wake.splice(0)) wake();
  }
}

/** The beginning of it: what a whole conference shows is too long to be read in a report. */
const told = (what: unknown): string => (JSON.stringify(what) ?? 'nothing').slice(0, 1_000);
