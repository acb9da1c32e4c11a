import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import type { Client } from 'graphql-ws';
import { aClient, type Where } from '../test/support/nodes';
import type { Given } from './checker';

const log =
  'subscription ($id: ID!, $after: Int!) { event: conferenceEvents(conferenceId: $id, after: $after) { sequence digest body } }';

/** What a follower does with what comes. */
type Hear<T> = (data: T) => void;
/** Follows until it is ended, wherever it has to connect next; the variables are sent as they are then. */
type Follow = <T>(query: string, variables: object, hear: Hear<T>) => void;

/** Followers that come again whatever happens to them, by socket and by event stream. */
export class Listeners {
  private readonly clients: Client[] = [];
  private readonly over = new AbortController();

  constructor(private readonly where: Where) {}

  readonly bySocket: Follow = (query, variables, hear) => {
    const client = aClient(this.where);
    this.clients.push(client);
    client.subscribe(
      { query, variables: variables as Record<string, unknown> },
      {
        next: ({ data }) => data && hear(data as never),
        error: () => undefined,
        complete: () => undefined,
      },
    );
  };

  readonly byStream: Follow = (query, variables, hear) => {
    const { signal } = this.over;
    const again = async () => {
      while (!signal.aborted) {
        const client = createClient({ url: `${this.where()}/graphql/stream`, retryAttempts: 0 });
        const end = () => client.dispose();
        signal.addEventListener('abort', end);
        const payload = { query, variables: variables as Record<string, unknown> };
        try {
          for await (const { data } of client.iterate(payload)) if (data) hear(data as never);
        } catch {
          // Cut, refused, or nobody there: it comes again.
        }
        signal.removeEventListener('abort', end);
        client.dispose();
        await delay(20);
      }
    };
    void again();
  };

  /** Every state that comes. */
  states<T>(follow: Follow, query: string, id: string): T[] {
    const all: T[] = [];
    follow<{ state: T }>(query, { id }, ({ state }) => all.push(state));
    return all;
  }

  /** Every entry of a log from its beginning; goes on after the last one there is. */
  entries(follow: Follow, conferenceId: string): Given[] {
    const all: Given[] = [];
    const variables = { id: conferenceId, after: 0 };
    follow<{ event: { sequence: number; digest: string; body: string } }>(log, variables, ({ event }) => {
      const { sequence, digest, body } = event;
      all.push({ position: sequence, text: `${digest} ${body}` });
      variables.after = sequence;
    });
    return all;
  }

  async end(): Promise<void> {
    this.over.abort();
    for (const client of this.clients) await Promise.resolve(client.dispose()).catch(() => undefined);
  }
}
