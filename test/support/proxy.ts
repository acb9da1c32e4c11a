import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server on this machine that a test can cut, without touching the server. */
export interface Detour {
  /** The same address by this way. */
  through(url: string): string;
  /** Resets all connections, and new ones as soon as they speak, until `mend`. */
  cut(): void;
  /** Swallows everything in both directions, as a network that is down: nothing is refused and nothing answered. */
  stall(): void;
  /** Swallows what comes back only: everything is heard there, and nothing of it here. */
  swallowReplies(): void;
  /** Lets through again; connections made during a stall stay silent, as their packets are lost. */
  mend(): void;
  /** Lets new connections through; those there are stay silent for ever, as in a network that has forgotten them. */
  forget(): void;
  /** How many connections there are of those it is about. */
  readonly size: number;
  /** How many of them there have ever been. */
  readonly met: number;
  close(): Promise<void>;
}

/**
 * A proxy to the server of a `postgres://` or `redis://` address, which may name a folder of unix sockets. With `of`,
 * only connections whose first bytes contain it are cut or stalled: PostgreSQL is told the name of the application.
 */
export async function aDetour(url: string, of = ''): Promise<Detour> {
  const address = new URL(url);
  const folder = address.searchParams.get('host');
  const port = Number(address.searchParams.get('port') ?? (address.port || 5432));
  /** Those it is about. */
  const pairs = new Set<readonly [Socket, Socket]>();
  const all = new Set<Socket>();
  const forgotten = new WeakSet<readonly [Socket, Socket]>();
  let met = 0;
  let state: 'open' | 'cut' | 'stalled' | 'deaf' = 'open';

  const server = createServer((near) => {
    const far = folder ? connect(`${folder}/.s.PGSQL.${port}`) : connect(port, address.hostname);
    const pair = [near, far] as const;
    all.add(near).add(far);
    near.once('data', (first: Buffer) => {
      if (!first.includes(of)) return;
      pairs.add(pair);
      met += 1;
      if (state === 'cut') near.resetAndDestroy();
    });
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (chunk) => {
        if (forgotten.has(pair)) return;
        const isSwallowed = state === 'stalled' || (state === 'deaf' && from === far);
        if (!isSwallowed || !pairs.has(pair)) to.write(chunk);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        to.destroy();
        all.delete(from);
        pairs.delete(pair);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = (server.address() as { port: number }).port;
  const cut = () => {
    state = 'cut';
    for (const [near] of pairs) near.resetAndDestroy();
  };

  return {
    through(given) {
      const changed = new URL(given);
      changed.searchParams.delete('host');
      changed.searchParams.delete('port');
      changed.hostname = '127.0.0.1';
      changed.port = String(own);
      return changed.href;
    },
    cut,
    stall() {
      state = 'stalled';
    },
    swallowReplies() {
      state = 'deaf';
    },
    mend() {
      state = 'open';
    },
    forget() {
      for (const pair of pairs) forgotten.add(pair);
      state = 'open';
    },
    get size() {
      return pairs.size;
    },
    get met() {
      return met;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of all) socket.destroy();
      await closed;
    },
  };
}
