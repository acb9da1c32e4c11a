import { randomUUID } from 'node:crypto';
import { OperatorError } from '../errors/operator-error';

/** An act that was acknowledged. */
export interface Acknowledged {
  /** Position in the log. */
  readonly sequence: number;
  /** Time of the entry by the database's clock, in milliseconds since 1970, cut to whole ones. */
  readonly committedAtMs: number;
  /** Id of what it made, where that was asked for. */
  readonly id: string | null;
  readonly kind: string;
  /** When the answer had been read, in milliseconds since 1970 with fractions, by this process's clock. */
  readonly answeredAtMs: number;
}

/** This process's clock with fractions of a millisecond; it does not jump when the machine's clock is set. */
export const clockMs = (): number => performance.timeOrigin + performance.now();

/** The server said no to something that should have worked. */
export class Refused extends OperatorError {
  constructor(
    message: string,
    readonly codes: readonly unknown[],
  ) {
    super(message);
  }
}

interface Answered {
  readonly receipt: { readonly sequence: number; readonly at: string; readonly kind: string };
  readonly made?: { readonly id: string } | null;
}

interface HttpAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

/** How long one answer is waited for, in milliseconds. */
const patienceMs = 20_000;

/** Someone who asks a server over HTTP. */
export class Client {
  constructor(
    readonly url: string,
    /** Null for the public. */
    readonly token: string | null = null,
    private readonly signal?: AbortSignal,
  ) {}

  /** The same server, as somebody signed in. */
  as(token: string): Client {
    return new Client(this.url, token, this.signal);
  }

  /** The data of an operation. @throws Refused with the server's words, OperatorError when it does not answer */
  async ask<T>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const { data, errors } = await this.post(query, variables);
    if (errors?.length) {
      const what = /\{\s*(\w+)/.exec(query)?.[1] ?? 'the request';
      const said = errors.map(({ message, extensions }) => `${extensions?.code ?? ''} ${message}`.trim()).join('; ');
      const codes = errors.map(({ extensions }) => extensions?.code);
      throw new Refused(`The server refuses ${what}: ${said}`, codes);
    }
    return data as T;
  }

  /**
   * Sends a mutation that takes `input`; each call is a request of its own. `makes` is the field of its payload whose id is
   * wanted.
   */
  async act(name: string, input: Readonly<Record<string, unknown>>, makes?: string): Promise<Acknowledged> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const made = makes ? `made: ${makes} { id }` : '';
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { receipt { sequence at kind } ${made} } }`;
    const data = await this.ask<Record<string, Answered>>(document, {
      input: { ...input, idempotencyKey: randomUUID() },
    });
    const answeredAtMs = clockMs();
    const answer = data[name];
    if (!answer) throw new Error(`${name}: an answer without a receipt`);
    const { sequence, kind, at } = answer.receipt;
    return { sequence, kind, id: answer.made?.id ?? null, committedAtMs: Date.parse(at), answeredAtMs };
  }

  private async post(query: string, variables: Readonly<Record<string, unknown>>): Promise<HttpAnswer> {
    const timeout = AbortSignal.timeout(patienceMs);
    try {
      const response = await fetch(`${this.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
        },
        body: JSON.stringify({ query, variables }),
        signal: this.signal ? AbortSignal.any([timeout, this.signal]) : timeout,
      });
      return (await response.json()) as HttpAnswer;
    } catch (error) {
      if (this.signal?.aborted) throw this.signal.reason;
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      throw new OperatorError(
        `${this.url} gives no GraphQL answer: ${cause instanceof Error ? cause.message : cause}`,
        {
          cause: error,
        },
      );
    }
  }
}
