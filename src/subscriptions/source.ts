import type { Topic } from '../log/topics';

/** A state to be read again whenever something on its topics has happened. */
export interface StateSource extends AsyncIterable<never> {
  readonly kind: 'state';
  /** Log the topics are in. */
  readonly stream: string;
  readonly topics: readonly Topic[];
}

/** Every entry of a log, in order, after a position. */
export interface LogSource extends AsyncIterable<never> {
  readonly kind: 'log';
  readonly stream: string;
  readonly after: number;
}

/**
 * What a subscription field's `subscribe` returns. It yields nothing by itself: the broker reads what it asks for and
 * executes the field once for everybody who asked the same. It is iterable because graphql-js insists on it.
 */
export type SubscriptionSource = StateSource | LogSource;

const never = {
  [Symbol.asyncIterator](): AsyncIterator<never> {
    throw new Error('a source is served by the broker (subscriptions/broker), not by iterating it');
  },
};

export function stateSource(stream: string, topics: readonly Topic[]): StateSource {
  return { kind: 'state', stream, topics, ...never };
}

export function logSource(stream: string, after: number): LogSource {
  return { kind: 'log', stream, after, ...never };
}

/** The entry a log subscription's field is resolved from, or the trigger of a state. */
export function isSource(value: unknown): value is SubscriptionSource {
  return typeof value === 'object' && value !== null && 'kind' in value && 'stream' in value;
}
