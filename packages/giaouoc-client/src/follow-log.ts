import { isFinal, usualHint, waitMs } from './reconnect';

/** An operation; clients read it each time they send it. */
export interface Request {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

export interface Sink {
  next(result: { readonly data?: unknown; readonly errors?: readonly unknown[] | undefined }): void;
  error(error: unknown): void;
  complete(): void;
}

/** What graphql-ws and graphql-sse make; any other client with such a function will do. */
export interface Client {
  subscribe(request: Request, sink: Sink): () => void;
}

export interface FollowOptions<Entry extends { readonly sequence: number }> {
  /**
   * Subscribes to one log, with `$after: Int!` as its variable for the position. Its one field must ask for `sequence`.
   * An alias of the field is fine.
   */
  readonly query: string;
  /** All variables but `after`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Position to go on after; 0 for the beginning. */
  readonly after: number;
  /** Called once for each entry, in order. */
  onEntry(entry: Entry): void;
  /**
   * The server will not give the log: nothing more is tried. With the errors it says so by, or with the close event or the
   * error of the client where it would not let the client in, as after the session has ended (`isFinal`).
   */
  onRefused?(errors: unknown): void;
}

/** Codes of errors that pass (docs/errors.md); any other is a refusal. */
const passing = new Set([
  'BUSY',
  'READ_ONLY',
  'RATE_LIMITED',
  'TOO_SLOW',
  'TOO_MANY_SUBSCRIPTIONS',
  'INTERNAL_SERVER_ERROR',
]);

/**
 * Follows a log after a position: every entry once and in order, across lost connections, restarts and changes of node.
 * A client that connects again by itself sends the position it has reached, not the one it began with.
 * Returns what stops it.
 */
export function followLog<Entry extends { readonly sequence: number }>(
  client: Client,
  { query, variables, after, onEntry, onRefused }: FollowOptions<Entry>,
): () => void {
  let last = after;
  let tries = 0;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let stop: () => void = () => undefined;
  const request: Request = {
    query,
    get variables() {
      return { ...variables, after: last };
    },
  };
  const failed = (errors: unknown) => {
    if (isOver) return;
    if (isRefusal(errors) || isFinal(errors)) {
      end();
      onRefused?.(errors);
    } else {
      timer ??= setTimeout(begin, waitMs(tries++, usualHint));
    }
  };
  const begin = () => {
    timer = null;
    stop();
    stop = client.subscribe(request, {
      next({ data, errors }) {
        const [entry] = Object.values((data ?? {}) as Readonly<Record<string, Entry | null>>);
        if (!entry) return failed(errors);
        tries = 0;
        if (isOver || entry.sequence <= last) return;
        last = entry.sequence;
        onEntry(entry);
      },
      error: failed,
      complete: () => failed(null),
    });
  };
  const end = () => {
    isOver = true;
    if (timer) clearTimeout(timer);
    stop();
  };
  begin();
  return end;
}

/** Whether these are errors of the server that trying again would not change. */
function isRefusal(errors: unknown): boolean {
  if (!Array.isArray(errors) || errors.length === 0) return false;
  return errors.every((error) => !passing.has(String(error?.extensions?.code)));
}
