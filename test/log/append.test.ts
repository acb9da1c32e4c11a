import fc from 'fast-check';
import { operator } from '../../src/graphql/authorize/viewer';
import { append, type DomainEvent, startLog } from '../../src/log/append';
import { canonicalText, type Json, leafHash } from '../../src/log/canonical';
import { positions, readSince } from '../../src/log/read-since';
import { topics } from '../../src/log/topics';
import { freshDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const subject = '00000000-0000-4000-8000-000000000001';
const domainEvent = (stream: string, data: Record<string, Json> = {}): DomainEvent => ({
  stream,
  kind: 'pollVoided',
  subject,
  data,
  topics: [topics.poll('1'), topics.pact('2')],
});

async function aLog(): Promise<string> {
  const stream = crypto.randomUUID();
  await startLog(database.db.manager, stream);
  return stream;
}

describe('append', () => {
  it('writes to several logs in one transaction, each at its own next position, under one key', async () => {
    const [one, two] = [await aLog(), await aLog()];
    const { db } = database;
    await db.transaction((tx) => append(tx, operator, [domainEvent(two)]));
    const retry = { key: 'a key for both', fingerprint: Buffer.from('same') };
    const events = [domainEvent(one), domainEvent(two), domainEvent(one)];
    const receipts = await db.transaction((tx) => append(tx, operator, events, retry));
    expect(receipts.map(({ stream, sequence }) => [stream, sequence])).toEqual([
      [one, 1],
      [one, 2],
      [two, 2],
    ]);
    const keyed = await db.query('select stream, sequence from event where idempotency_key = $1', [retry.key]);
    expect(keyed).toEqual([{ stream: one, sequence: '1' }]);
    const undone = db.transaction(async (tx) => {
      await append(tx, operator, events);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect([...(await positions(db, [one, two])).values()]).toEqual([2, 2]);
  });

  it('numbers what 40 writers append at once without gaps, in the order of their commits', async () => {
    const stream = await aLog();
    const seen: number[] = [];
    await Promise.all(
      Array.from({ length: 40 }, () =>
        database.db.transaction(async (tx) => {
          const [receipt] = await append(tx, operator, [domainEvent(stream)]);
          seen.push(receipt!.sequence);
        }),
      ),
    );
    // Pushed while the row lock is held: this is the order of commits.
    expect(seen).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    expect((await readSince(database.db, stream, 0, 100)).map((entry) => entry.sequence)).toEqual(seen);
  });

  it('leaves no number behind when a transaction is undone', async () => {
    const stream = await aLog();
    const undone = database.db.transaction(async (tx) => {
      await append(tx, operator, [domainEvent(stream)]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const [receipt] = await database.db.transaction((tx) => append(tx, operator, [domainEvent(stream)]));
    expect(receipt?.sequence).toBe(1);
  });

  it('never lets a reader by position miss an entry, however slow some writers are', async () => {
    const stream = await aLog();
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let taken: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      taken = resolve;
    });
    const slow = database.db.transaction(async (tx) => {
      await append(tx, operator, [domainEvent(stream)]);
      taken();
      await held;
    });
    await first;
    const quick = database.db.transaction((tx) => append(tx, operator, [domainEvent(stream)]));
    // A reader sees neither: the second waits behind the first, so no number is visible before a lower one.
    expect(await readSince(database.db, stream, 0, 10)).toEqual([]);
    release();
    await Promise.all([slow, quick]);
    expect((await readSince(database.db, stream, 0, 10)).map((entry) => entry.sequence)).toEqual([1, 2]);
  });

  it('never lets time run backwards', async () => {
    const stream = await aLog();
    // As after a clock that was set back: the last entry is of a time that has not come yet.
    const ahead = new Date(Date.now() + 3_600_000);
    await database.db.query('update log_head set at = $2 where stream = $1', [stream, ahead]);
    const receipts = await database.db.transaction((tx) =>
      append(tx, operator, [domainEvent(stream), domainEvent(stream)]),
    );
    expect(receipts.map((receipt) => receipt.at)).toEqual([ahead, ahead]);
    expect(await database.db.query('select at from log_head where stream = $1', [stream])).toEqual([{ at: ahead }]);
  });

  it('stores the canonical form whose hash the receipt carries, with its topics', async () => {
    const stream = await aLog();
    const [receipt] = await database.db.transaction((tx) =>
      append(tx, operator, [domainEvent(stream, { name: 'Giao Ước'.normalize('NFD'), b: 1, a: [null] })]),
    );
    const [entry] = await readSince(database.db, stream, 0, 1);
    expect(entry?.body).toBe(canonicalText(JSON.parse(entry?.body ?? '')));
    expect(leafHash(entry?.body ?? '')).toBe(receipt?.digest);
    expect(JSON.parse(entry?.body ?? '').data).toEqual({ a: [null], b: 1, name: 'Giao Ước' });
    expect(entry?.topics).toEqual(['poll:1', 'pact:2']);
  });

  it('tells where each log ends', async () => {
    const [one, none] = [await aLog(), crypto.randomUUID()];
    await database.db.transaction((tx) => append(tx, operator, [domainEvent(one), domainEvent(one), domainEvent(one)]));
    expect([...(await positions(database.db, [one, none])).values()]).toEqual([3, 0]);
  });
});

describe('canonicalText', () => {
  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger(),
      fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string({ maxLength: 6 }), tie('value'), { maxKeys: 4 }),
    ),
  })).value;

  it('is the same for the same value whatever the order of keys and the form of letters, and reads back', () => {
    const reversed = (value: Json): Json => {
      if (Array.isArray(value)) return value.map(reversed);
      if (value && typeof value === 'object')
        return Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([k, v]) => [k, reversed(v)]),
        );
      return typeof value === 'string' ? value.normalize('NFD') : value;
    };
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalText(value);
        expect(canonicalText(reversed(value))).toBe(text);
        expect(canonicalText(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it.each([0.5, Number.NaN, 2 ** 53, undefined, '\ud800', new Date(0), [undefined]])('refuses %p', (value) => {
    expect(() => canonicalText(value as Json)).toThrow(TypeError);
  });

  it('hashes leaves as RFC 9162 does', () => {
    // The empty entry of the reference tree of Certificate Transparency.
    expect(leafHash('')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });
});
