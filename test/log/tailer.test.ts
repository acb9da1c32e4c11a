import fc from 'fast-check';
import type { Database } from '../../src/database/database';
import { DatabaseHealth } from '../../src/database/health';
import type { Entry } from '../../src/log/read-since';
import { type LogTail, LogTailer } from '../../src/log/tailer';

const staleMs = 1_000;

/** A statement that has been sent and not yet answered. */
interface Statement {
  answer(): void;
  fail(): void;
}

/** Logs in memory behind the two statements a tailer sends. Statements wait until the test answers them. */
class FakeDatabase {
  readonly ends = new Map<string, number>();
  readonly open: Statement[] = [];
  reads = 0;
  private sent = 0;

  append(stream: string, count = 1): void {
    this.ends.set(stream, (this.ends.get(stream) ?? 0) + count);
  }

  query(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const rows = sql.includes('log_head') ? () => this.heads(parameters) : () => this.entries(parameters);
      if (!sql.includes('log_head')) this.reads += 1;
      // Every other statement sees what happens while it is under way.
      const early = rows();
      const late = this.sent++ % 2 === 1;
      this.open.push({
        answer: () => resolve(late ? rows() : early),
        fail: () => reject(new Error('the database is away')),
      });
    });
  }

  asDataSource(): Database {
    return { reads: this, health: new DatabaseHealth(null as never) } as unknown as Database;
  }

  private heads([streams]: readonly unknown[]) {
    return (streams as string[])
      .filter((stream) => this.ends.has(stream))
      .map((stream) => ({ stream, sequence: String(this.ends.get(stream)) }));
  }

  private entries([stream, after, limit]: readonly unknown[]) {
    const last = Math.min(this.ends.get(stream as string) ?? 0, (after as number) + (limit as number));
    const count = Math.max(0, last - (after as number));
    return Array.from({ length: count }, (_, n) => ({
      stream,
      sequence: String((after as number) + n + 1),
      topics: [],
    }));
  }
}

const idle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** One who follows, and what it was told. */
interface Reader {
  readonly stream: string;
  readonly told: number[];
  followed: LogTail | null;
  failed: boolean;
  left: boolean;
}

let database: FakeDatabase;
let tailer: LogTailer;
let reports: unknown[];

function begin(): void {
  database = new FakeDatabase();
  reports = [];
  tailer = new LogTailer(database.asDataSource(), { staleMs, report: (error) => void reports.push(error) });
}

function join(stream: string, listener: (entries: readonly Entry[]) => void = () => undefined): Reader {
  const reader: Reader = { stream, told: [], followed: null, failed: false, left: false };
  tailer
    .follow(stream, (entries) => {
      reader.told.push(...entries.map((entry) => entry.sequence));
      listener(entries);
    })
    .then(
      (followed) => {
        reader.followed = followed;
        if (reader.left) followed.leave();
      },
      () => {
        reader.failed = true;
      },
    );
  return reader;
}

function leave(reader: Reader): void {
  reader.left = true;
  reader.followed?.leave();
}

async function answerAll(): Promise<void> {
  await idle();
  while (database.open.length) {
    for (const statement of database.open.splice(0)) statement.answer();
    await idle();
  }
}

const from = (position: number, end: number) => Array.from({ length: end - position }, (_, n) => position + n + 1);

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
  begin();
});
afterEach(async () => {
  const closed = tailer.close();
  await answerAll();
  await closed;
  jest.useRealTimers();
});

describe('LogTailer', () => {
  const stream = fc.constantFrom('a', 'b');
  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('append' as const), stream, count: fc.integer({ min: 1, max: 3 }) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('append' as const), stream, count: fc.constant(1_203) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('notify' as const), stream, says: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('notifyWrongly' as const), stream, sequence: fc.nat(2_000) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('notifyAll' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const) }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('join' as const), stream }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), who: fc.nat(20) }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('answer' as const), which: fc.nat(5) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('fail' as const), which: fc.nat(5) }) },
    // Without it, everything in between happens in one turn of the loop.
    { weight: 6, arbitrary: fc.record({ do: fc.constant('idle' as const) }) },
  );

  const last = fc.constantFrom('notify', 'notifyAll', 'timer');

  it('tells everybody exactly what comes after their position, in order, whatever is late, lost, doubled or fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 80, size: 'max' }), last, async (steps, heard) => {
        begin();
        const readers: Reader[] = [];
        for (const each of steps) {
          if (each.do === 'append') database.append(each.stream, each.count);
          if (each.do === 'notify') tailer.notify(each.stream, each.says ? database.ends.get(each.stream) : undefined);
          if (each.do === 'notifyWrongly') tailer.notify(each.stream, each.sequence);
          if (each.do === 'notifyAll') tailer.notify(null);
          if (each.do === 'wait') jest.advanceTimersByTime(staleMs);
          if (each.do === 'join') readers.push(join(each.stream));
          if (each.do === 'leave' && readers.length) leave(readers[each.who % readers.length] as Reader);
          if (each.do === 'idle') await idle();
          if ((each.do === 'answer' || each.do === 'fail') && database.open.length) {
            const [statement] = database.open.splice(each.which % database.open.length, 1);
            if (each.do === 'answer') statement?.answer();
            else statement?.fail();
          }
        }
        // The database answers again. One notification is enough, even amid statements sent before; or one turn of the timer.
        if (heard === 'notify') for (const each of ['a', 'b']) tailer.notify(each, database.ends.get(each));
        if (heard === 'notifyAll') tailer.notify(null);
        if (heard === 'timer') jest.advanceTimersByTime(staleMs);
        await answerAll();

        for (const reader of readers) {
          const { told, followed, left, failed } = reader;
          if (failed) {
            expect(told).toEqual([]);
            continue;
          }
          const { position } = followed as LogTail;
          const end = left ? position + told.length : (database.ends.get(reader.stream) ?? 0);
          expect(told).toEqual(from(position, end));
        }
        const streams = new Set(readers.filter((each) => !each.left && !each.failed).map((each) => each.stream));
        expect(tailer.size).toBe(streams.size);
        for (const reader of readers) leave(reader);
        expect(tailer.size).toBe(0);
        await tailer.close();
      }),
      { numRuns: 400 },
    );
  });

  it('reads a log once for all who follow it', async () => {
    const readers = Array.from({ length: 100 }, () => join('a'));
    await answerAll();
    for (let n = 1; n <= 10; n += 1) {
      database.append('a');
      tailer.notify('a', n);
      // The notifications of two channels, and the timer, say the same again.
      tailer.notify('a', n);
      await answerAll();
      tailer.notify('a', n);
      jest.advanceTimersByTime(staleMs);
      await answerAll();
    }
    expect(database.reads).toBe(10);
    for (const reader of readers) expect(reader.told).toEqual(from(0, 10));
  });

  it('starts anew for whoever comes after a failed start', async () => {
    const first = join('a');
    for (const statement of database.open.splice(0)) statement.fail();
    await idle();
    expect(first.failed).toBe(true);
    expect(tailer.size).toBe(0);
    const second = join('a');
    await answerAll();
    expect(second.followed?.position).toBe(0);
  });

  it('goes on for the others when one listener throws', async () => {
    const bad = join('a', () => {
      throw new Error('broken');
    });
    const good = join('a');
    await answerAll();
    database.append('a', 2);
    tailer.notify('a');
    await answerAll();
    database.append('a', 2);
    tailer.notify('a');
    await answerAll();
    expect([bad.told, good.told]).toEqual([from(0, 4), from(0, 4)]);
    expect(reports).toHaveLength(2);
  });

  it('tells nobody who has left, not even one who leaves because of what another was told', async () => {
    const late: Reader[] = [];
    join('a', () => leave(late[0] as Reader));
    late.push(join('a'));
    await answerAll();
    database.append('a');
    tailer.notify('a');
    await answerAll();
    expect(late[0]?.told).toEqual([]);
  });

  it('reads again when it is notified while it reads, because what it reads may be older', async () => {
    const reader = join('a');
    await answerAll();
    for (let n = 1; n <= 4; n += 1) {
      database.append('a');
      tailer.notify('a', 2 * n - 1);
      database.append('a');
      tailer.notify('a', 2 * n);
      await answerAll();
      expect(reader.told).toEqual(from(0, 2 * n));
    }
  });

  it('looks again when it is notified of all logs while it looks, because what it sees may be older', async () => {
    const reader = join('a');
    await answerAll();
    tailer.notify(null);
    database.append('a');
    tailer.notify(null);
    await answerAll();
    expect(reader.told).toEqual([1]);
  });

  it('waits at its close for what it has sent, reports nothing of it, and follows nothing more', async () => {
    join('a');
    await answerAll();
    database.append('a');
    tailer.notify('a');
    let closed = false;
    const closing = tailer.close().then(() => {
      closed = true;
    });
    await idle();
    expect(closed).toBe(false);
    for (const statement of database.open.splice(0)) statement.fail();
    await closing;
    expect(reports).toEqual([]);
    await expect(tailer.follow('a', () => undefined)).rejects.toThrow('closing');
  });
});
