import { randomUUID } from 'node:crypto';
import type { Context as SocketContext } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { Refusal } from '../../errors/refusal';
import type { Authenticated, Credentials } from '../../graphql/authorize/viewer';
import type { Caller } from '../../graphql/pipeline';
import { tokenIn } from '../credentials';
import type { TransportServices } from '../services';
import { closeCodes } from './close-codes';

/** What is kept of each connection; the upgrade request itself is let go. */
export interface Peer {
  readonly socket: WebSocket;
  readonly address: string;
  /** What the upgrade request showed. */
  readonly shown: Credentials;
  viewer?: Authenticated;
}
export type Connection = SocketContext<Record<string, unknown>, Peer>;

/** How long clients should wait, at random in between, before they connect again; told when they connect. */
const reconnect = { minMs: 100, maxMs: 3_000 };

/** Lets connections say who they are, and keeps those that have. */
export class Introductions {
  /** Connections that have said who they are. */
  readonly known = new Set<Connection>();

  constructor(private readonly services: Pick<TransportServices, 'connections' | 'whoAsks'>) {}

  /** For graphql-ws: what the acknowledgement holds, or false for who is refused. */
  async introduce(connection: Connection): Promise<boolean | Record<string, unknown> | undefined> {
    const viewer = await this.viewerOf(connection);
    const { socket } = connection.extra;
    // One that closed meanwhile has been removed already; added now, it would count for its session for ever.
    if (!viewer || socket.readyState !== socket.OPEN) return false;
    connection.extra.viewer = viewer;
    const end = (reason: string) => socket.close(closeCodes.forbidden, reason);
    if (!this.services.connections.add(connection, viewer, end)) {
      socket.close(closeCodes.tooMany, 'too many sockets');
      return undefined;
    }
    this.known.add(connection);
    // Asked again now that a revocation would be heard: one in between was not.
    return viewer.sessionId && !(await this.viewerOf(connection))?.sessionId ? false : { reconnect };
  }

  private async viewerOf({ connectionParams, extra: { shown, socket } }: Connection): Promise<Authenticated | null> {
    try {
      const given = tokenIn(connectionParams ?? {});
      return await this.services.whoAsks(given === null ? shown : { token: given, by: 'bearer' });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { problem } = error.facts as { readonly problem?: string };
      if (problem) socket.close(closeCodes.forbidden, problem);
      return null;
    }
  }

  forget(connection: Connection): void {
    this.known.delete(connection);
    this.services.connections.remove(connection);
  }
}

/** Whether an answer is still to come. Of a subscription that has begun, graphql-ws keeps what it is read from. */
export function isAnswering({ subscriptions }: Connection): boolean {
  return Object.values(subscriptions).some((source) => source === null);
}

/** A socket's headers are long sent, so it can carry no cookie: signing in over it gives the token only. */
export function callerOf({ address, viewer }: Peer): Caller {
  return {
    viewer: viewer as Authenticated,
    connection: { address, setSession: () => undefined, clearSession: () => undefined },
    requestId: randomUUID(),
    transport: 'socket',
    carries: { mutations: true, subscriptions: true },
    startedAtMs: performance.now(),
  };
}
