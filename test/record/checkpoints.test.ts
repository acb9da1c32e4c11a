import type { EntityManager } from 'typeorm';
import { delegateCheckedIn, delegateCheckedOut } from '../../src/conference/events';
import type { Database } from '../../src/database/database';
import { operator } from '../../src/graphql/authorize/viewer';
import { append } from '../../src/log/append';
import { canonicalText } from '../../src/log/canonical';
import { Checkpoint } from '../../src/log/checkpoint';
import { Secrecy } from '../../src/poll/poll';
import { faultsOf, recount } from '../../src/record/recount';
import { Checkpoints, checkpointEvery, keepFirst, keepNext } from '../../src/record/replay/checkpoints';
import { keptOf } from '../../src/record/replay/state';
import { mostEntries, stateAt } from '../../src/record/replay/state-at';
import { closePoll } from '../support/acts';
import { anOpenPoll, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';

let test: TestDatabase;
let db: Database;
beforeAll(async () => {
  test = await freshDatabase();
  db = test.db;
});
afterAll(() => test.drop());

const noTurn = () => null;

/** One delegate goes out and comes in again, so often that the log has so many entries. */
async function comeAndGo(hall: Hall, entries: number): Promise<void> {
  const person = at(hall.people, 0);
  const goes = [delegateCheckedOut(person, null), delegateCheckedIn(person, null)];
  await db.transaction((tx) =>
    append(
      tx,
      operator,
      Array.from({ length: entries }, (_, index) => at(goes, index % 2)),
    ),
  );
}

/** Reads that count the rows of the log they get. */
function counting(): { readonly read: EntityManager; readonly entries: () => number } {
  let entries = 0;
  const query = async (sql: string, values: unknown[]) => {
    const rows = await db.query(sql, values);
    if (/\bfrom event\b/.test(sql)) entries += rows.length;
    return rows;
  };
  return { read: { query } as EntityManager, entries: () => entries };
}

const kept = async ({ conference }: Hall) =>
  (await db.manager.findBy(Checkpoint, { stream: conference.id }))
    .map(({ sequence }) => Number(sequence))
    .sort((a, b) => a - b);

describe('checkpoints', () => {
  it('let every position of a long log be told by at most 1,000 entries of it', async () => {
    const hall = await aHall(db);
    await keepFirst(db, hall.conference.id);
    await comeAndGo(hall, 2_700);
    const service = new Checkpoints({
      ...{ db, staleMs: 60_000, report: (error) => fail(error) },
      lanes: { run: (_, perform) => perform(), charge: () => undefined },
    });
    await service.look();
    await service.close();
    expect(await kept(hall)).toEqual([0, 500, 1_000, 1_500, 2_000, 2_500]);
    for (const sequence of [0, 1, 499, 500, 501, 1_999, 2_499, 2_500, 2_700]) {
      const { read, entries } = counting();
      const state = await stateAt(read, hall.conference.id, sequence, noTurn);
      expect([sequence, at(hall.people, 0).id in state.present]).toEqual([sequence, sequence % 2 === 0]);
      expect(entries()).toBeLessThan(checkpointEvery);
    }
    expect(mostEntries).toBe(1_000);
  });

  it('are waited for rather than reading more', async () => {
    const hall = await aHall(db);
    const { id } = hall.conference;
    await keepFirst(db, id);
    await comeAndGo(hall, 1_001);
    const { read, entries } = counting();
    expect((await stateAt(read, id, 1_000, noTurn)).sequence).toBe(1_000);
    expect(entries()).toBe(1_000);
    expect(await refusalOf(stateAt(read, id, 1_001, noTurn))).toMatchObject({ code: 'BUSY', facts: { kept: 0 } });
    expect(entries()).toBe(1_000);
    expect([await keepNext(db, id), await keepNext(db, id), await keepNext(db, id)]).toEqual([true, true, false]);
    expect((await stateAt(db.manager, id, 1_001, noTurn)).sequence).toBe(1_001);
  });

  it('are kept once by two who keep at once', async () => {
    const hall = await aHall(db);
    const { id } = hall.conference;
    await keepFirst(db, id);
    await comeAndGo(hall, 500);
    await db.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('log_checkpoint ' || $1::text, 0))`, [id]);
      expect(await keepNext(db, id)).toBe(false);
    });
    expect(await kept(hall)).toEqual([0]);
    expect(await keepNext(db, id)).toBe(true);
    expect(await kept(hall)).toEqual([0, 500]);
  });

  it('hold no choice of a secret poll, nor of one whose counts were hidden', async () => {
    const hall = await aHall(db, { members: 6 });
    const { id } = hall.conference;
    await keepFirst(db, id);
    const secret = await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED });
    const hidden = await anOpenPoll(hall, { liveTally: false });
    const shown = await anOpenPoll(hall, { liveTally: true });
    for (const pollId of [secret, hidden, shown])
      for (const n of [0, 1, 2, 3, 4]) await vote(hall, pollId, n, [n < 4 ? 'YES' : 'NO']);
    await keepFirst(db, id);
    const [, first] = await db.manager.find(Checkpoint, { where: { stream: id }, order: { sequence: 'ASC' } });
    for (const state of [JSON.parse(first!.state), await stateAt(db.manager, id, Number(first!.sequence), noTurn)]) {
      const choices = (pollId: string) => Object.values(state.polls[pollId].open.voted);
      expect(choices(secret)).toEqual([null, null, null, null, null]);
      expect(choices(hidden)).toEqual([null, null, null, null, null]);
      expect(choices(shown).sort().reverse()).toEqual([['YES'], ['YES'], ['YES'], ['YES'], ['NO']]);
    }
  });

  it('are held against the log, and the log against the tables, by a recount', async () => {
    const hall = await aHall(db);
    const { id, slug } = hall.conference;
    await keepFirst(db, id);
    const pollId = await anOpenPoll(hall);
    await vote(hall, pollId, 0, ['YES']);
    await closePoll(db, hall.chair, { pollId, idempotencyKey: null });
    const faults = async () => faultsOf(await recount(db, { slug }));
    expect(await faults()).toEqual([]);
    const state = await stateAt(db.manager, id, 3, noTurn);
    await db.manager.insert(Checkpoint, { stream: id, sequence: '3', state: canonicalText(keptOf(state)) });
    expect(await faults()).toEqual([]);
    await db.query(
      `update log_checkpoint set state = replace(state, 'Đại biểu 1', 'Đại biểu X') where stream = $1 and sequence = 3`,
      [id],
    );
    expect(await faults()).toEqual([
      expect.stringContaining('checkpoint 3: it is not what the log comes to'),
      expect.stringContaining('list of delegates: the tables hold what the log does not come to'),
    ]);
    await db.query('delete from log_checkpoint where stream = $1 and sequence = 3', [id]);
    await db.query(
      `update agenda_item set title = '{"vi":"Khác","en":null}' where conference_id = $1 and ordinal = 2`,
      [id],
    );
    expect(await faults()).toEqual([expect.stringContaining('agenda: the tables hold what the log does not come to')]);
  });
});
