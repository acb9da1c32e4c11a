import { randomUUID } from 'node:crypto';
import { checkIn } from '../../src/conference/check-in';
import { checkInAll, checkInDelegates } from '../../src/conference/check-in-many';
import { ConferenceState } from '../../src/conference/conference';
import { faultsOf, recount } from '../../src/record/recount';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall, type HallOptions } from '../support/hall';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

const aPlace = (options: HallOptions = {}) => aHall(test.db, { members: 4, guests: 1, present: 0, ...options });
const idsOf = (hall: Hall, ...places: number[]) => places.map((place) => at(hall.people, place).id);
const entries = (hall: Hall) =>
  test.db.query<{ kind: string; subject: string }[]>(
    `select kind, body::jsonb ->> 'subject' as subject from event where stream = $1 order by sequence`,
    [hall.conference.id],
  );
const presentAt = async (hall: Hall) => {
  const [{ count }] = await test.db.query<[{ count: number }]>(
    'select count(*)::int as count from presence where conference_id = $1 and checked_out_at is null',
    [hall.conference.id],
  );
  return count;
};

describe('checkInDelegates', () => {
  it('brings them in together, with an entry for each in the order of the list', async () => {
    const hall = await aPlace();
    const [one, two, three] = idsOf(hall, 0, 1, 2) as [string, string, string];
    const { receipt, delegateIds } = await checkInDelegates(test.db, hall.secretary, {
      conferenceId: hall.conference.id,
      delegateIds: [three, one, two],
    });
    expect(delegateIds).toEqual([one, two, three]);
    expect(receipt).toMatchObject({ kind: 'delegateCheckedIn', subject: one, sequence: 1 });
    expect(await entries(hall)).toEqual([one, two, three].map((subject) => ({ kind: 'delegateCheckedIn', subject })));
    expect(faultsOf(await recount(test.db, { slug: hall.conference.slug }))).toEqual([]);
  });

  it('is refused whole for one who is unknown, or there already', async () => {
    const [hall, other] = [await aPlace(), await aPlace()];
    const conferenceId = hall.conference.id;
    const ask = (delegateIds: string[]) =>
      refusalOf(checkInDelegates(test.db, hall.secretary, { conferenceId, delegateIds }));
    const [stranger] = idsOf(other, 0) as [string];
    expect(await ask([...idsOf(hall, 0), stranger])).toMatchObject({
      code: 'NOT_FOUND',
      facts: { delegateIds: [stranger] },
    });
    await checkIn(test.db, hall.secretary, { conferenceId, delegateId: at(hall.people, 1).id });
    expect(await ask(idsOf(hall, 0, 1))).toMatchObject({
      code: 'ALREADY_PRESENT',
      facts: { delegateIds: idsOf(hall, 1) },
    });
    expect(await presentAt(hall)).toBe(1);
    expect(await entries(hall)).toHaveLength(1);
  });

  it('does it once for a request that comes again, and of two who overlap lets one win', async () => {
    const hall = await aPlace();
    const conferenceId = hall.conference.id;
    const input = { conferenceId, delegateIds: idsOf(hall, 0, 1), idempotencyKey: randomUUID() };
    const first = await checkInDelegates(test.db, hall.secretary, input);
    expect(await checkInDelegates(test.db, hall.secretary, input)).toEqual({
      receipt: first.receipt,
      delegateIds: null,
    });
    const both = await Promise.allSettled(
      [hall.secretary, hall.chair].map((viewer, index) =>
        checkInDelegates(test.db, viewer, { conferenceId, delegateIds: idsOf(hall, 2 + index, 3 - index, 4) }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await presentAt(hall)).toBe(5);
  });

  it('takes a thousand', async () => {
    const hall = await aPlace({ guests: 996 });
    const { delegateIds } = await checkInAll(test.db, hall.secretary, { conferenceId: hall.conference.id });
    expect(delegateIds).toHaveLength(1_000);
    expect(await entries(hall)).toHaveLength(1_000);
  });
});

describe('checkInAll', () => {
  it('brings in those who are missing, of one member or of all', async () => {
    const hall = await aPlace();
    const ask = (memberId?: string) =>
      checkInAll(test.db, hall.secretary, { conferenceId: hall.conference.id, memberId: memberId ?? null });
    const memberId = at(hall.members, 2).id;
    expect((await ask(memberId)).delegateIds).toEqual(idsOf(hall, 2));
    expect((await refusalOf(ask(memberId))).code).toBe('ALREADY_PRESENT');
    expect((await ask()).delegateIds).toEqual(idsOf(hall, 0, 1, 3, 4));
    expect((await refusalOf(ask())).code).toBe('ALREADY_PRESENT');
    expect((await refusalOf(ask(randomUUID()))).code).toBe('NOT_FOUND');
  });

  it('is for the desk of that conference, while it is not over', async () => {
    const [hall, other] = [await aPlace(), await aPlace()];
    const input = { conferenceId: hall.conference.id };
    for (const viewer of [other.secretary, at(hall.delegates, 0), hall.observer])
      expect((await refusalOf(checkInAll(test.db, viewer, input))).code).toBe('FORBIDDEN');
    const over = await aPlace({ state: ConferenceState.CLOSED });
    const late = checkInAll(test.db, over.secretary, { conferenceId: over.conference.id });
    expect((await refusalOf(late)).code).toBe('CONFERENCE_STATE');
  });
});
