import { Authenticator } from '../../src/auth/authenticate';
import { LastUse } from '../../src/auth/last-use';
import { Scope } from '../../src/auth/scope';
import { setClock } from '../../src/clock';
import { issueApiKey } from '../support/acts';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { statementsOf } from '../support/statements';

let test: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  test = await freshDatabase();
  hall = await aHall(test.db);
});
afterAll(() => test.drop());

async function aKey() {
  const { token, apiKey } = await issueApiKey(test.db, hall.administrator, { name: 'x', scopes: [Scope.READ] });
  const lastUse = new LastUse(test.db);
  const authenticator = new Authenticator(test.db, lastUse);
  const usedAt = async (): Promise<Date | null> => {
    const [row] = await test.db.query<[{ at: Date | null }]>('select last_used_at as at from session where id = $1', [
      apiKey.id,
    ]);
    return row.at;
  };
  return { lastUse, usedAt, id: apiKey.id, show: () => authenticator.authenticate(token) };
}

describe('when a session was last used', () => {
  it('is written beside requests, at most once an hour', async () => {
    const { lastUse, show, usedAt } = await aKey();
    const times = [0, 10, 59, 61];
    const seen: (Date | null)[] = [];
    for (const minutes of times) {
      const restore = setClock(() => new Date(Date.UTC(2027, 0, 15, 8, minutes)));
      expect(await statementsOf(test.db, show)).toHaveLength(1);
      const written = await statementsOf(test.db, () => lastUse.write());
      expect([minutes, written.length]).toEqual([minutes, minutes === 0 || minutes === 61 ? 1 : 0]);
      restore();
      seen.push(await usedAt());
    }
    const [eight, nine] = [new Date(Date.UTC(2027, 0, 15, 8)), new Date(Date.UTC(2027, 0, 15, 9, 1))];
    expect(seen).toEqual([eight, eight, eight, nine]);
  });

  it('does not wait for an act that holds the session', async () => {
    const { lastUse, show, usedAt, id } = await aKey();
    const holder = test.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query('select from session where id = $1 for share', [id]);
    await show();
    await lastUse.write();
    expect(await usedAt()).toBeNull();
    await holder.rollbackTransaction();
    await holder.release();
    await show();
    await lastUse.write();
    expect(await usedAt()).not.toBeNull();
  });
});
