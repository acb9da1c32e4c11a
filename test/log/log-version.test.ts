import type { Database } from '../../src/database/database';
import { LogVersion } from '../../src/log/log-version';
import { until } from '../support/until';

/** Statements that wait for a test to answer them. */
function aDatabase() {
  const sent: { answer(total: string): void }[] = [];
  const query = () =>
    new Promise((resolve) => {
      sent.push({ answer: (total) => resolve([{ total, common: total, own: null }]) });
    });
  return { db: { reads: { query } } as unknown as Database, sent };
}

describe('LogVersion', () => {
  it('gives nobody a version that was asked for before they came', async () => {
    const { db, sent } = aDatabase();
    const version = new LogVersion(db);
    const first = version.read();
    await until(() => sent.length === 1);
    // Written and acknowledged while the first statement is on its way: who asks now may know of it.
    const second = version.read();
    sent[0]?.answer('1');
    await until(() => sent.length === 2);
    sent[1]?.answer('2');
    expect([(await first).total, (await second).total]).toEqual(['1', '2']);
  });

  it('reads once for all who ask in one turn, and for all who come while a statement is on its way', async () => {
    const { db, sent } = aDatabase();
    const version = new LogVersion(db);
    const before = [version.read(), version.read()];
    await until(() => sent.length === 1);
    const meanwhile = [version.read(), version.read(), version.read()];
    sent[0]?.answer('1');
    await until(() => sent.length === 2);
    sent[1]?.answer('2');
    const totals = async (asked: typeof before) => (await Promise.all(asked)).map(({ total }) => total);
    expect([await totals(before), await totals(meanwhile)]).toEqual([
      ['1', '1'],
      ['2', '2', '2'],
    ]);
    expect(version.reads).toBe(2);
  });
});
