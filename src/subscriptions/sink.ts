/**
 * One serialised execution result, `{"data":…}`, shared by everybody it is sent to.
 */
export class SerializedResult {
  private readonly made = new Map<(text: string) => unknown, unknown>();

  constructor(
    /** JSON without line breaks. */
    readonly text: string,
  ) {}

  /**
   * What a transport makes of it, made once for all who are sent the same. `make` must be one function per transport
   * (a constant of its module), since it is the key.
   */
  as<T>(make: (text: string) => T): T {
    let form = this.made.get(make) as T | undefined;
    if (form === undefined) {
      form = make(this.text);
      this.made.set(make, form);
    }
    return form;
  }
}

/**
 * One subscription's way to its tailer: a subscription's id on a WebSocket, or an event stream of its own.
 * A transport implements it with its own framing. Groups hold one for as long as the tailer is subscribed,
 * so an implementation must be small: no closures, no timers, no buffers of its own.
 *
 * Sending never waits. What the network has not taken yet counts in `bufferedBytes`; above a limit the queue
 * (subscriptions/outbound-queue) holds back and asks to be told when it has drained.
 */
export interface Sink {
  /** False once nothing sent would arrive: closing, closed, cut. `sendNext` is not called then. */
  readonly isOpen: boolean;
  /** Bytes sent and not yet taken over by the operating system, of the whole connection. */
  readonly bufferedBytes: number;
  /** Sends one result. Must not throw. */
  sendNext(body: SerializedResult): void;
  /** Calls once, when everything buffered has been taken over, or the connection is gone. Called only while `bufferedBytes` is above 0. */
  onceDrained(call: () => void): void;
  /** Ends the connection, as nicely as the transport can, then by force for a peer that reads nothing. `reason` is below 100 bytes. */
  cut(code: number, reason: string): void;
}
