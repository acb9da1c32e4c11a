/** A message of a client, as it was parsed; graphql-ws looks whether it is one. */
interface Message {
  readonly type?: unknown;
  readonly id?: unknown;
}

/** An operation that graphql-ws has not let go of. */
interface Held {
  /** The client has said `complete`: its id is free again for the client. */
  isCompleted: boolean;
  /** The next operation of the same id, which waits until this one is let go of. */
  next: Message | null;
}

/**
 * Lets the client of one socket use an id again as soon as it has said `complete`, as the protocol allows.
 * graphql-ws 6 forgets an operation by its id when its work is over, which may be after that; a new operation of the same
 * id would be forgotten with it and never answered. So the new one is handed over once the old one is let go of.
 */
export class ReusedIds {
  private readonly held = new Map<string, Held>();

  /**
   * @param handle takes a message; resolves once it is done with, for an operation when that has ended. Never rejects
   */
  constructor(
    private readonly handle: (message: unknown) => Promise<void>,
    /** Closes the socket of a client that uses an id twice at the same time. */
    private readonly refuse: (id: string) => void,
  ) {}

  hear(message: unknown): void {
    const { type, id } = (message ?? {}) as Message;
    if (typeof id !== 'string') void this.handle(message);
    else if (type === 'subscribe') this.begin(id, message as Message);
    else if (type === 'complete') this.complete(id, message);
    else void this.handle(message);
  }

  private begin(id: string, message: Message): void {
    const before = this.held.get(id);
    if (!before) void this.hold(id, message);
    else if (before.isCompleted && before.next === null) before.next = message;
    else this.refuse(id);
  }

  private complete(id: string, message: unknown): void {
    const before = this.held.get(id);
    if (before?.next) {
      before.next = null;
      return;
    }
    if (before) before.isCompleted = true;
    void this.handle(message);
  }

  private async hold(id: string, message: Message): Promise<void> {
    const held: Held = { isCompleted: false, next: null };
    this.held.set(id, held);
    await this.handle(message);
    this.held.delete(id);
    if (held.next) void this.hold(id, held.next);
  }
}
