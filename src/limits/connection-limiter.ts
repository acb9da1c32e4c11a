import { Refusal } from '../errors/refusal';
import { networkOf } from './network';

export interface ConnectionLimits {
  /** Connections of everybody together. */
  readonly maxConnections: number;
  /** Connections of one address. */
  readonly connectionsPerAddress: number;
}

/**
 * Counts sockets and event streams of this process from the moment they are asked for, before anybody has said who
 * they are: in total, and loosely by address. What one session may hold is counted by `Connections`.
 */
export class ConnectionLimiter {
  private readonly byNetwork = new Map<string, number>();
  private total = 0;

  constructor(private readonly limits: ConnectionLimits) {}

  /** How many are let in. */
  get size(): number {
    return this.total;
  }

  /**
   * Lets one more in. Returns what takes it off the count, once however often it is called.
   * @throws Refusal BUSY when the process is full, TOO_MANY_CONNECTIONS when the address has too many
   */
  enter(address: string): () => void {
    const network = networkOf(address);
    const own = this.byNetwork.get(network) ?? 0;
    if (this.total >= this.limits.maxConnections) throw new Refusal('BUSY');
    if (own >= this.limits.connectionsPerAddress) throw new Refusal('TOO_MANY_CONNECTIONS');
    this.total += 1;
    this.byNetwork.set(network, own + 1);
    let inside = true;
    return () => {
      if (inside) this.leave(network);
      inside = false;
    };
  }

  private leave(network: string): void {
    this.total -= 1;
    const left = (this.byNetwork.get(network) ?? 0) - 1;
    if (left > 0) this.byNetwork.set(network, left);
    else this.byNetwork.delete(network);
  }
}
