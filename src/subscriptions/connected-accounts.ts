declare module '../graphql/context' {
  interface ContextServices {
    readonly connectedAccounts: ConnectedAccounts;
  }
}

/** Whose line it is. */
export interface Holder {
  readonly accountId: string;
  readonly conferenceId: string | null;
  readonly delegateId: string | null;
}

/** Who holds a socket or an event stream of this process open. The public has no account and is not told apart. */
export class ConnectedAccounts {
  private readonly holders = new Map<string, Holder & { lines: number }>();

  /** One more line of this account is open. */
  come({ accountId, conferenceId, delegateId }: Holder): void {
    const known = this.holders.get(accountId);
    if (known) known.lines += 1;
    else this.holders.set(accountId, { accountId, conferenceId, delegateId, lines: 1 });
  }

  /** One of them is closed. */
  leave(accountId: string): void {
    const known = this.holders.get(accountId);
    if (!known) return;
    known.lines -= 1;
    if (known.lines === 0) this.holders.delete(accountId);
  }

  /** Ids of the accounts with at least one line open. */
  accounts(): readonly string[] {
    return [...this.holders.keys()];
  }

  /** How many delegates of a conference have at least one line open; one with two badges counts once. */
  delegates(conferenceId: string): number {
    const here = new Set<string>();
    for (const holder of this.holders.values()) {
      if (holder.delegateId && holder.conferenceId === conferenceId) here.add(holder.delegateId);
    }
    return here.size;
  }
}
