/** How long clients should wait before they connect again, at random in between; `connection_ack` brings it. */
export interface ReconnectHint {
  readonly minMs: number;
  readonly maxMs: number;
}

export const usualHint: ReconnectHint = { minMs: 100, maxMs: 3_000 };

/** Waits grow with each try up to this. */
const longestMs = 10_000;

/** Milliseconds to wait before the given try (0 is the first): at random within the hint, then wider each time. */
export function waitMs(tries: number, { minMs, maxMs }: ReconnectHint, random = Math.random()): number {
  const widest = Math.min(longestMs, maxMs * 2 ** Math.min(tries, 10));
  return minMs + random * Math.max(0, widest - minMs);
}

/** The hint in the payload of `connection_ack`, or the usual one. */
export function hintOf(payload: unknown): ReconnectHint {
  const hint = (payload as { reconnect?: Partial<ReconnectHint> } | undefined)?.reconnect;
  const { minMs, maxMs } = hint ?? {};
  return typeof minMs === 'number' && typeof maxMs === 'number' && minMs >= 0 && maxMs >= minMs
    ? { minMs, maxMs }
    : usualHint;
}

/** Close codes after which the same client would be closed again (docs/live.md): sign in, or mend the client. */
const final = new Set([4400, 4401, 4403, 4406, 4409]);

/**
 * Whether whoever asked the same way would be turned away again: a close event of a socket with such a code, or an error of
 * graphql-sse with the answer of the server, whose status says so (4xx, but for those that pass).
 */
export function isFinal(problem: unknown): boolean {
  const { code, response } = (problem ?? {}) as {
    readonly code?: unknown;
    readonly response?: { readonly status?: unknown };
  };
  const status = Number(response?.status);
  return final.has(code as number) || (status >= 400 && status < 500 && !passing.has(status));
}

/** Request Timeout and Too Many Requests. */
const passing = new Set([408, 429]);

/** Options for `createClient` of graphql-ws; they hold no state but the server's last hint. */
export interface Lasting {
  readonly retryAttempts: number;
  /** Whether to try again after this close event or error. */
  readonly shouldRetry: (problem: unknown) => boolean;
  readonly retryWait: (tries: number) => Promise<void>;
  /** Give it to `on.connected`, so that the wait is the one the server asks for. */
  readonly connected: (socket: unknown, payload: unknown) => void;
}

/**
 * Makes a client of graphql-ws outlive restarts: it tries for ever, also after a connection that was refused, at random
 * within the server's hint; and gives up where trying again would not help, as with a token that is not valid.
 */
export function lasting(): Lasting {
  let hint = usualHint;
  return {
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: (problem) => !isFinal(problem),
    retryWait: (tries) => new Promise((resolve) => setTimeout(resolve, waitMs(tries, hint))),
    connected: (_socket, payload) => {
      hint = hintOf(payload);
    },
  };
}
