import { Client } from 'pg';

/** What `pg` says of a statement that was not answered within `query_timeout`. Source: pg 8, lib/client.js */
const unanswered = /Query read timeout/;

/** As much of `pg`'s connection as this file uses. */
interface Insides {
  readonly connection: { readonly stream: { destroy(error: Error): void } };
}

/**
 * A connection that is given up when a statement stays unanswered for `query_timeout`. `pg` alone would fail the
 * statement and keep the connection: behind a network that swallows packets every later statement on it would wait as
 * long again, and TCP would notice after a quarter of an hour.
 */
export class ImpatientClient extends Client {
  override query(...args: unknown[]): never {
    const answer = (super.query as (...given: unknown[]) => unknown).apply(this, args);
    if (answer instanceof Promise) answer.catch((error: unknown) => this.giveUp(error));
    return answer as never;
  }

  private giveUp(error: unknown): void {
    if (!(error instanceof Error) || !unanswered.test(error.message)) return;
    (this as unknown as Insides).connection.stream.destroy(error);
  }
}
