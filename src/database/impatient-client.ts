import { Client } from 'pg';

/** What `pg` says of a statement that was not answered within `query_timeout`. Source: pg 8, lib/client.js */
const unanswered = /Query read timeout/;

/** As much of `pg`'s connection as this file uses. */
interface Insides {
  readonly connection: { readonly stream: { destroy(error: Error): void } };
}

/**
 * A connection of the pool, with two rules that `pg` leaves to its callers.
 *
 * One statement at a time: a statement that is asked for while another is under way waits here for that one's answer,
 * in the order of asking. TypeORM asks for several at once inside one transaction; `pg` 8 warns of that and `pg` 9 will
 * refuse it. `query_timeout` counts from when a statement is sent.
 *
 * Given up when unanswered: `pg` alone would fail a statement after `query_timeout` and keep the connection. Behind a
 * network that swallows packets every later statement on it would wait as long again, and TCP would notice after a
 * quarter of an hour.
 */
export class ImpatientClient extends Client {
  private underWay = false;
  private readonly waiting: (() => void)[] = [];

  override query(...args: unknown[]): never {
    if (!answersByPromise(args)) return this.send(args) as never;
    if (!this.underWay) return this.sendAlone(args) as never;
    return new Promise((resolve) => this.waiting.push(() => resolve(this.sendAlone(args)))) as never;
  }

  private sendAlone(args: readonly unknown[]): Promise<unknown> {
    this.underWay = true;
    const answer = this.send(args) as Promise<unknown>;
    answer.then(
      () => this.sendNext(),
      (error: unknown) => {
        this.giveUp(error);
        this.sendNext();
      },
    );
    return answer;
  }

  private send(args: readonly unknown[]): unknown {
    return (super.query as (...given: readonly unknown[]) => unknown).apply(this, [...args]);
  }

  private sendNext(): void {
    this.underWay = false;
    this.waiting.shift()?.();
  }

  private giveUp(error: unknown): void {
    if (!(error instanceof Error) || !unanswered.test(error.message)) return;
    (this as unknown as Insides).connection.stream.destroy(error);
  }
}

/**
 * False for a stream such as COPY, which sends itself, for a call with a callback, and for no statement at all, which
 * `pg` refuses by throwing. Source: pg 8, Client.query
 */
function answersByPromise(args: readonly unknown[]): boolean {
  const [statement] = args;
  if (statement === null || statement === undefined || typeof args.at(-1) === 'function') return false;
  return typeof (statement as { submit?: unknown }).submit !== 'function';
}
