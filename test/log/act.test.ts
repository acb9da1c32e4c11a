import { type ActRequest, act } from '../../src/log/act';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
  hall = await aHall(database.db);
});
afterAll(() => database.drop());

const entries = async () => (await hall.db.query<{ n: number }[]>('select count(*)::int as n from event'))[0]?.n;
const request = (idempotencyKey: string | null): ActRequest => ({ act: 'tried', about: null, idempotencyKey });
const happening = () => ({
  stream: hall.conference.id,
  kind: 'pollVoided' as const,
  subject: hall.bloc.id,
  data: {},
  topics: [],
});
const attempt = (key: string | null, work = async () => happening()) => act(hall.db, hall.chair, request(key), work);

describe('act', () => {
  it.each(['', 'seven77', 'x'.repeat(101)])('refuses a key of the wrong length, and does nothing: %j', async (key) => {
    const before = await entries();
    expect(await refusalOf(() => attempt(key))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument: 'idempotencyKey' },
    });
    expect(await entries()).toBe(before);
  });

  it.each(['        ', ' eight888', 'eight888 ', 'eight\u200b888', 'eight\u00a0888', 'eight\n888'])(
    'refuses a key with what cannot be seen: %j',
    async (key) => {
      expect(await refusalOf(() => attempt(key))).toMatchObject({ facts: { argument: 'idempotencyKey' } });
    },
  );

  it.each(['eight888', 'two  words of it', 'x'.repeat(100)])('takes a key of 8 to 100 characters: %j', async (key) => {
    expect((await attempt(key)).kind).toBe('pollVoided');
  });

  it('does nothing the second time', async () => {
    let done = 0;
    const work = async () => {
      done += 1;
      return happening();
    };
    const first = await attempt('done-once', work);
    expect(await attempt('done-once', work)).toEqual(first);
    expect(done).toBe(1);
  });

  it('leaves nothing of work that is refused after it has written', async () => {
    const before = await entries();
    const work = async () => {
      throw new Error('it failed');
    };
    await expect(attempt(null, work)).rejects.toThrow('it failed');
    expect(await entries()).toBe(before);
  });
});
