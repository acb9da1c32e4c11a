import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Client } from 'pg';
import { inTransaction } from '../../src/database/transaction';
import { operator } from '../../src/graphql/authorize/viewer';
import { append, startLog } from '../../src/log/append';
import { notifyAfterCommits } from '../../src/log/notify/after-commit';
import { startNotifier } from '../../src/log/notify/notifier';
import { listenToPostgres } from '../../src/log/notify/postgres';
import { connectToRedis } from '../../src/log/notify/redis';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aDetour, type Detour } from '../support/proxy';
import { aRedis, freePort, redisProgram, type TestRedis } from '../support/redis';
import { until } from '../support/until';

const stream = '00000000-0000-4000-8000-00000000abcd';
/** So short that a silent connection is given up within a test. */
const heartbeatMs = 200;

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await startLog(database.db.manager, stream);
});
afterAll(() => database.drop());

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** What a notifier rang: ends of the log, and null for everything. */
class Rings {
  readonly all: (number | null)[] = [];
  readonly ring = (of: string | null, sequence?: number) => {
    expect([stream, null]).toContain(of);
    this.all.push(sequence ?? null);
  };
  /** How often it rang for everything, as it does after each connect. */
  get connects(): number {
    return this.all.filter((each) => each === null).length;
  }
  heard = (sequence: number) => until(() => this.all.includes(sequence));
  connected = (times: number) => until(() => this.connects >= times);
}

/** Appends once; returns the new end. */
async function write(): Promise<number> {
  const happening = { stream, kind: 'tested', subject: stream, data: {}, topics: [] };
  const [receipt] = await inTransaction(database.db, (tx) => append(tx, operator, [happening]));
  return receipt?.sequence as number;
}

async function proxied(url: string): Promise<Detour> {
  const proxy = await aDetour(url);
  closers.push(() => proxy.close());
  return proxy;
}

describe('listenToPostgres', () => {
  function hang(url: string): Rings {
    const rings = new Rings();
    const notifier = listenToPostgres(url, rings.ring, heartbeatMs);
    closers.push(() => notifier.close());
    return rings;
  }

  it('rings with the log and its end, and for everything after it has connected', async () => {
    const rings = hang(database.url);
    await rings.connected(1);
    const end = await write();
    await rings.heard(end);
    expect(rings.all).toEqual([null, end]);
  });

  it('does not ring for what was undone', async () => {
    const rings = hang(database.url);
    await rings.connected(1);
    const happening = { stream, kind: 'tested', subject: stream, data: {}, topics: [] };
    const undone = inTransaction(database.db, async (tx) => {
      await append(tx, operator, [happening]);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    const end = await write();
    await rings.heard(end);
    expect(rings.all).toEqual([null, end]);
  });

  it.each(['cut', 'stall'] as const)('connects again after a connection that was lost: %s', async (how) => {
    const proxy = await proxied(database.url);
    const rings = hang(proxy.through(database.url));
    await rings.connected(1);
    proxy[how]();
    const missed = await write();
    // In a stall nothing tells that the connection is gone but its silence.
    await until(() => proxy.size === 0);
    proxy.mend();
    await rings.connected(2);
    const end = await write();
    await rings.heard(end);
    expect(rings.all).not.toContain(missed);
  });

  it('goes on trying while the database is away from the start', async () => {
    const proxy = await proxied(database.url);
    proxy.cut();
    const rings = hang(proxy.through(database.url));
    await until(() => proxy.met > 1);
    expect(rings.all).toEqual([]);
    proxy.mend();
    await rings.connected(1);
  });

  it.each(['refused', 'silent', 'listening'] as const)('closes at once when its connection is %s', async (how) => {
    const proxy = await proxied(database.url);
    if (how === 'refused') proxy.cut();
    if (how === 'silent') proxy.stall();
    const rings = new Rings();
    const notifier = listenToPostgres(proxy.through(database.url), rings.ring, 60_000);
    if (how === 'silent') await until(() => proxy.size === 1);
    if (how === 'listening') await rings.connected(1);
    await notifier.close();
    await until(() => proxy.size === 0);
  });
});

describe('a bell hung on a database', () => {
  it('rings after the commit, once for a transaction, and not for what was undone', async () => {
    const own = await freshDatabase();
    closers.push(() => own.drop());
    await startLog(own.db.manager, stream);
    const seen: (string | number)[] = [];
    own.db.subscribers.push({ afterTransactionCommit: () => void seen.push('commit') });
    notifyAfterCommits(own.db, {
      isUp: true,
      notify: (of, sequence) => {
        expect(of).toBe(stream);
        seen.push(sequence);
      },
    });
    const happening = { stream, kind: 'tested', subject: stream, data: {}, topics: [] };
    await inTransaction(own.db, async (tx) => {
      await append(tx, operator, [happening, happening]);
      // The end of a savepoint is heard as a commit, and is none.
      await tx.transaction(async (inner) => void (await append(inner, operator, [happening])));
    });
    expect(seen).toEqual(['commit', 'commit', 3]);
    const undone = inTransaction(own.db, async (tx) => {
      await append(tx, operator, [happening]);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    await inTransaction(own.db, async (tx) => void (await tx.query('select 1')));
    expect(seen).toEqual(['commit', 'commit', 3, 'commit']);
  });
});

if (redisProgram === null) {
  describe('with Redis', () => {
    it('is not tested here: no redis-server is installed (apt-get install redis-server)', () => {
      process.stdout.write('No redis-server on this machine: the tests of REDIS_URL were left out.\n');
      expect(redisProgram).toBeNull();
    });
  });
} else {
  describe('with Redis', () => {
    let redis: TestRedis;
    beforeAll(async () => {
      redis = await aRedis();
    });
    afterAll(() => redis.kill());

    /** NOTIFYs that are sent from now on. */
    async function notified(): Promise<string[]> {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      closers.push(() => client.end());
      const heard: string[] = [];
      client.on('notification', ({ payload }) => heard.push(payload ?? ''));
      await client.query('listen giaouoc_log');
      return heard;
    }

    /** A notifier as a node hangs it, on the database of this test. */
    function hang(redisUrl: string, databaseUrl = database.url) {
      const rings = new Rings();
      const warnings: string[] = [];
      const notifier = startNotifier({
        databaseUrl,
        redisUrl,
        db: database.db,
        onNotification: rings.ring,
        warn: (line) => void warnings.push(line),
      });
      closers.push(() => notifier.close());
      return { rings, warnings };
    }

    it('rings through Redis, and NOTIFY is left out', async () => {
      const { rings, warnings } = hang(redis.url);
      await rings.connected(2);
      const notifications = await notified();
      const end = await write();
      await rings.heard(end);
      const last = `${stream} ${end}`;
      await database.db.query('select pg_notify($1, $2)', ['giaouoc_log', last]);
      await until(() => notifications.length > 0);
      expect(notifications).toEqual([last]);
      expect(warnings).toEqual([]);
    });

    it('rings through NOTIFY while Redis is away, says so once, and through Redis when it is back', async () => {
      const { rings, warnings } = hang(redis.url);
      await rings.connected(2);
      const notifications = await notified();
      await redis.kill();
      await until(() => warnings.length === 1);
      const meanwhile = await write();
      await rings.heard(meanwhile);
      await until(() => notifications.length === 1);
      await redis.start();
      await rings.connected(3);
      const end = await write();
      await rings.heard(end);
      expect(notifications).toHaveLength(1);
      expect(warnings).toEqual([
        expect.stringContaining('Redis cannot be used'),
        'Redis is back: notifications go through it again.',
      ]);
    });

    it('starts without Redis, says so, and takes it up when it is there', async () => {
      const port = await freePort();
      const { rings, warnings } = hang(`redis://127.0.0.1:${port}`);
      await until(() => warnings.length === 1);
      await rings.connected(1);
      const end = await write();
      await rings.heard(end);
    });

    it.each(['cut', 'stall'] as const)('connects again after a connection that was lost: %s', async (how) => {
      const proxy = await proxied(redis.url);
      const rings = new Rings();
      const warnings: string[] = [];
      const notifier = connectToRedis(proxy.through(redis.url), {
        onNotification: rings.ring,
        warn: (line) => void warnings.push(line),
        heartbeatMs,
      });
      closers.push(() => notifier.close());
      await rings.connected(1);
      expect(notifier.commitNotifier.isUp).toBe(true);
      proxy[how]();
      await until(() => !notifier.commitNotifier.isUp);
      proxy.mend();
      await rings.connected(2);
      notifier.commitNotifier.notify(stream, 7);
      await rings.heard(7);
      expect(warnings).toHaveLength(2);
    });

    it('is not brought down by a server that is no Redis, and closes at once', async () => {
      const sockets: Socket[] = [];
      const server = createServer((socket) => {
        sockets.push(socket);
        socket.on('error', () => undefined);
        socket.write('HTTP/1.1 400 Bad Request\r\n\r\n');
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      closers.push(async () => {
        for (const socket of sockets) socket.destroy();
        await new Promise((resolve) => server.close(resolve));
      });
      const { rings } = hang(`redis://127.0.0.1:${(server.address() as { port: number }).port}`);
      await rings.connected(1);
      await until(() => sockets.length > 0);
      const end = await write();
      await rings.heard(end);
    });
  });
}
