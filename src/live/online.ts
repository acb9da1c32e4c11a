import type { DataSource } from 'typeorm';

/** Which accounts hold a socket or an event stream of this process open. The public has no account and is not told apart. */
export class Online {
  private readonly lines = new Map<string, number>();

  /** One more line of this account is open. */
  come(accountId: string): void {
    this.lines.set(accountId, (this.lines.get(accountId) ?? 0) + 1);
  }

  /** One of them is closed. */
  leave(accountId: string): void {
    const left = (this.lines.get(accountId) ?? 0) - 1;
    if (left > 0) this.lines.set(accountId, left);
    else this.lines.delete(accountId);
  }

  /** Ids of the accounts with at least one line open. */
  accounts(): readonly string[] {
    return [...this.lines.keys()];
  }
}

const everybody = new WeakMap<DataSource, Online>();

/** Who is connected to this process and reads this database. */
export function onlineOf(db: DataSource): Online {
  let online = everybody.get(db);
  if (!online) {
    online = new Online();
    everybody.set(db, online);
  }
  return online;
}
