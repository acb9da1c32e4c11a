import type { SerializedResult } from '../graphql/serialized-result';

/**
 * One subscription's way to its client: a subscription's id on a WebSocket, or an event stream of its own.
 * A transport implements it with its own framing. Groups hold one for as long as the client is subscribed,
 * so an implementation must be small: no closures, no timers, no buffers of its own.
 *
 * Sending never waits. What the network has not taken yet counts in `bufferedBytes`; above a limit the queue
 * (subscriptions/outbound-queue) holds back and asks to be told when it has drained.
 */
export interface Sink {
  /** The connection, by which subscriptions on one socket are told to be one reader's. */
  readonly line: object;
  /** False once nothing sent would arrive: closing, closed, cut. `sendNext` is not called then. */
  readonly isOpen: boolean;
  /** Bytes sent and not yet taken over by the operating system, of the whole connection. */
  readonly bufferedBytes: number;
  /** Sends one result. Must not throw. */
  sendNext(body: SerializedResult): void;
  /** Calls once, when everything buffered has been taken over, or the connection is gone. Called only while `bufferedBytes` is above 0. */
  onceDrained(call: () => void): void;
  /** Ends the connection of a reader that is too slow, as nicely as the transport can, then by force. */
  cut(why: TooSlow): void;
}

/** Why a connection is cut: what it was sent has not left for too long. */
export interface TooSlow {
  /** For a log: the position of the last entry sent, to resume after; null for a state. */
  readonly resumeAfter: number | null;
}
