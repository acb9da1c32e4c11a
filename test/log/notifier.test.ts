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

/** What a notifier said: ends of the log, and null for everything. */
class Notifications {
  readonly all: (number | null)[] = [];
  readonly notify = (of: string | null, sequence?: number) => {
    expect([stream, null]).toContain(of);
    this.all.push(sequence ?? null);
  };
  /** How often it spoke for all logs, as it does after each connect. */
  get connects(): number {
    return this.all.filter((each) => each === null).length;
  }
  heard = (sequence: number) => until(() => this.all.includes(sequence));
  connected = (times: number) => until(() => this.connects >= times);
}

/** Appends once; returns the new end. */
async function write(): Promise<number> {
  const domainEvent = { stream, kind: 'pollVoided' as const, subject: stream, data: {}, topics: [] };
  const [receipt] = await inTransaction(database.db, (tx) => append(tx, operator, [domainEvent]));
  return receipt?.sequence as number;
}

async function proxied(url: string): Promise<Detour> {
  const proxy = await aDetour(url);
  closers.push(() => proxy.close());
  return proxy;
}

describe('listenToPostgres', () => {
  function listen(url: string): Notifications {
    const notifications = new Notifications();
    const notifier = listenToPostgres(url, notifications.notify, heartbeatMs);
    closers.push(() => notifier.close());
    return notifications;
  }

  it('notifies of the log and its end, and of all logs after it has connected', async () => {
    const notifications = listen(database.url);
    await notifications.connected(1);
    const end = await write();
    await notifications.heard(end);
    expect(notifications.all).toEqual([null, end]);
  });

  it('says nothing of what was undone', async () => {
    const notifications = listen(database.url);
    await notifications.connected(1);
    const domainEvent = { stream, kind: 'pollVoided' as const, subject: stream, data: {}, topics: [] };
    const undone = inTransaction(database.db, async (tx) => {
      await append(tx, operator, [domainEvent]);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    const end = await write();
    await notifications.heard(end);
    expect(notifications.all).toEqual([null, end]);
  });

  it.each(['cut', 'stall'] as const)('connects again after a connection that was lost: %s', async (how) => {
    const proxy = await proxied(database.url);
    const notifications = listen(proxy.through(database.url));
    await notifications.connected(1);
    proxy[how]();
    const missed = await write();
    // In a stall nothing tells that the connection is gone but its silence.
    await until(() => proxy.size === 0);
    proxy.mend();
    await notifications.connected(2);
    const end = await write();
    await notifications.heard(end);
    expect(notifications.all).not.toContain(missed);
  });

  it('goes on trying while the database is away from the start', async () => {
    const proxy = await proxied(database.url);
    proxy.cut();
    const notifications = listen(proxy.through(database.url));
    await until(() => proxy.met > 1);
    expect(notifications.all).toEqual([]);
    proxy.mend();
    await notifications.connected(1);
  });

  it.each(['refused', 'silent', 'listening'] as const)('closes at once when its connection is %s', async (how) => {
    const proxy = await proxied(database.url);
    if (how === 'refused') proxy.cut();
    if (how === 'silent') proxy.stall();
    const notifications = new Notifications();
    const notifier = listenToPostgres(proxy.through(database.url), notifications.notify, 60_000);
    if (how === 'silent') await until(() => proxy.size === 1);
    if (how === 'listening') await notifications.connected(1);
    await notifier.close();
    await until(() => proxy.size === 0);
  });
});

describe('notifyAfterCommits', () => {
  it('notifies after the commit, once for a transaction, and not for what was undone', async () => {
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
    const domainEvent = { stream, kind: 'pollVoided' as const, subject: stream, data: {}, topics: [] };
    await inTransaction(own.db, async (tx) => {
      await append(tx, operator, [domainEvent, domainEvent]);
      // The end of a savepoint is heard as a commit, and is none.
      await tx.transaction(async (inner) => void (await append(inner, operator, [domainEvent])));
    });
    expect(seen).toEqual(['commit', 'commit', 3]);
    const undone = inTransaction(own.db, async (tx) => {
      await append(tx, operator, [domainEvent]);
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

    /** A notifier as a node starts it, on the database of this test. */
    function listen(redisUrl: string, databaseUrl = database.url) {
      const notifications = new Notifications();
      const warnings: string[] = [];
      const notifier = startNotifier({
        databaseUrl,
        redisUrl,
        db: database.db,
        onNotification: notifications.notify,
        warn: (line) => void warnings.push(line),
      });
      closers.push(() => notifier.close());
      return { notifications, warnings };
    }

    it('notifies through Redis, and NOTIFY is left out', async () => {
      const { notifications, warnings } = listen(redis.url);
      await notifications.connected(2);
      const byNotify = await notified();
      const end = await write();
      await notifications.heard(end);
      const last = `${stream} ${end}`;
      await database.db.query('select pg_notify($1, $2)', ['giaouoc_log', last]);
      await until(() => byNotify.length > 0);
      expect(byNotify).toEqual([last]);
      expect(warnings).toEqual([]);
    });

    it('notifies through NOTIFY while Redis is away, says so once, and through Redis when it is back', async () => {
      const { notifications, warnings } = listen(redis.url);
      await notifications.connected(2);
      const byNotify = await notified();
      await redis.kill();
      await until(() => warnings.length === 1);
      const meanwhile = await write();
      await notifications.heard(meanwhile);
      await until(() => byNotify.length === 1);
      await redis.start();
      await notifications.connected(3);
      const end = await write();
      await notifications.heard(end);
      expect(byNotify).toHaveLength(1);
      expect(warnings).toEqual([
        expect.stringContaining('Redis cannot be used'),
        'Redis is back: notifications go through it again.',
      ]);
    });

    it('starts without Redis, says so, and takes it up when it is there', async () => {
      const port = await freePort();
      const { notifications, warnings } = listen(`redis://127.0.0.1:${port}`);
      await until(() => warnings.length === 1);
      await notifications.connected(1);
      const end = await write();
      await notifications.heard(end);
    });

    it.each(['cut', 'stall'] as const)('connects again after a connection that was lost: %s', async (how) => {
      const proxy = await proxied(redis.url);
      const notifications = new Notifications();
      const warnings: string[] = [];
      const notifier = connectToRedis(proxy.through(redis.url), {
        onNotification: notifications.notify,
        warn: (line) => void warnings.push(line),
        heartbeatMs,
      });
      closers.push(() => notifier.close());
      await notifications.connected(1);
      expect(notifier.commitNotifier.isUp).toBe(true);
      proxy[how]();
      await until(() => !notifier.commitNotifier.isUp);
      proxy.mend();
      await notifications.connected(2);
      notifier.commitNotifier.notify(stream, 7);
      await notifications.heard(7);
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
      const { notifications } = listen(`redis://127.0.0.1:${(server.address() as { port: number }).port}`);
      await notifications.connected(1);
      await until(() => sockets.length > 0);
      const end = await write();
      await notifications.heard(end);
    });
  });
}
