/** A state to be read again whenever something on its topics has happened. */
export interface StateFeed extends AsyncIterable<never> {
  readonly kind: 'state';
  /** Log the topics are in. */
  readonly stream: string;
  readonly topics: readonly string[];
}

/** Every entry of a log, in order, after a position. */
export interface LogFeed extends AsyncIterable<never> {
  readonly kind: 'log';
  readonly stream: string;
  readonly after: number;
}

/**
 * What a subscription field's `subscribe` returns. It yields nothing by itself: the hub reads what it asks for and
 * executes the field once for everybody who asked the same. It is iterable because graphql-js insists on it.
 */
export type Feed = StateFeed | LogFeed;

const never = {
  [Symbol.asyncIterator](): AsyncIterator<never> {
    throw new Error('a feed is served by the hub (live/hub), not by iterating it');
  },
};

export function stateFeed(stream: string, topics: readonly string[]): StateFeed {
  return { kind: 'state', stream, topics, ...never };
}

export function logFeed(stream: string, after: number): LogFeed {
  return { kind: 'log', stream, after, ...never };
}

/** The entry a log subscription's field is resolved from, or the trigger of a state. */
export function isFeed(value: unknown): value is Feed {
  return typeof value === 'object' && value !== null && 'kind' in value && 'stream' in value;
}
