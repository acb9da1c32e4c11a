import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closePoll as close, closeNow } from '../../../src/poll/close-poll';
import { lockPoll } from '../../../src/poll/lock-poll';
import { openPoll as open } from '../../../src/poll/open-poll';
import { Poll, PollState, Secrecy } from '../../../src/poll/poll';
import { BallotKeys } from '../../../src/poll/seal/ballot-keys';
import { keyFile } from '../../../src/poll/seal/key-work';
import { undoPollOpening as undo } from '../../../src/poll/undo-poll-opening';
import { voidPoll as setAside } from '../../../src/poll/void-poll';
import { faultsOf, recount } from '../../../src/record/recount';
import { aDraftPoll, vote } from '../../support/ballots';
import { refusalOf } from '../../support/caller-connection';
import { servicesOf } from '../../support/context';
import { freshDatabase, type TestDatabase } from '../../support/database';
import { aHall, type Hall } from '../../support/hall';

let test: TestDatabase;
let hall: Hall;
let keys: BallotKeys;
const idempotencyKey = null;
const secrecy = Secrecy.UNLINKED;
beforeAll(async () => {
  test = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(test.db, { members: 7 });
  keys = new BallotKeys(join(mkdtempSync(join(tmpdir(), 'giaouoc-keys-')), 'keys'));
});
afterEach(() => rmSync(join(keys.folder, '..'), { recursive: true }));
afterAll(() => test.drop());

const parts = () => ({ subjects: servicesOf(hall.db).pollSubjects, keys });
const openIt = (pollId: string) => open(hall.db, hall.chair, { pollId, idempotencyKey }, parts());
const closeIt = (pollId: string) => close(hall.db, hall.chair, { pollId, idempotencyKey }, keys);
const files = () => readdirSync(keys.folder);
const pollOf = (id: string) => hall.db.manager.findOneByOrFail(Poll, { id });
async function anOpenPoll(): Promise<string> {
  const pollId = await aDraftPoll(hall, { secrecy });
  await openIt(pollId);
  return pollId;
}
async function voteAll(pollId: string): Promise<void> {
  for (let n = 0; n < 7; n += 1) await vote(hall, pollId, n, [n < 4 ? 'YES' : 'NO']);
}
/** Makes every key lie there for so many minutes. */
const age = (minutes: number) => {
  const at = new Date(Date.now() - minutes * 60_000);
  for (const name of files()) utimesSync(join(keys.folder, name), at, at);
};

describe('the key of a secret poll', () => {
  it('lies in a file for its account alone while the poll is open, and is gone when the closing is acknowledged', async () => {
    const pollId = await anOpenPoll();
    const { ballotKey } = await pollOf(pollId);
    expect(files()).toEqual([`${pollId}.${ballotKey}.key`]);
    const path = keyFile(keys.folder, pollId, ballotKey ?? '');
    expect([statSync(keys.folder).mode & 0o777, statSync(path).mode & 0o777, statSync(path).size]).toEqual([
      0o700, 0o600, 32,
    ]);
    await voteAll(pollId);
    await closeIt(pollId);
    expect(files()).toEqual([]);
    expect((await pollOf(pollId)).result).toMatchObject({ votes: { YES: 4, NO: 3, ABSTAIN: 0 }, cast: 7 });
    expect(faultsOf(await recount(hall.db, { slug: hall.conference.slug }))).toEqual([]);
  });

  it('is in the log as what ballots are sealed to', async () => {
    const pollId = await anOpenPoll();
    const { ballotKey } = await pollOf(pollId);
    const [entry] = await hall.db.query<[{ body: string }]>(
      `select body from event where stream = $1 and kind = 'pollOpened' order by sequence desc limit 1`,
      [hall.conference.id],
    );
    expect(JSON.parse(entry.body).data).toMatchObject({ ballotKey });
  });

  it.each(['voided', 'undone', 'with too few'] as const)(
    'is gone with a poll that ends %s, and no ballot was opened',
    async (how) => {
      const pollId = await anOpenPoll();
      if (how !== 'undone') await vote(hall, pollId, 0, ['YES']);
      if (how === 'voided')
        await setAside(hall.db, hall.chair, { pollId, reason: 'Nhầm câu hỏi', idempotencyKey }, parts());
      else if (how === 'undone') await undo(hall.db, hall.chair, { pollId, reason: 'Mở nhầm', idempotencyKey }, keys);
      else await closeIt(pollId);
      expect(files()).toEqual([]);
      for (const table of ['sealed_ballot', 'unlinked_ballot'])
        expect(await hall.db.query(`select from ${table} where poll_id = $1`, [pollId])).toEqual([]);
      expect(faultsOf(await recount(hall.db, { slug: hall.conference.slug }))).toEqual([]);
    },
  );

  it('is another one when the poll is opened anew', async () => {
    const pollId = await anOpenPoll();
    const { ballotKey } = await pollOf(pollId);
    await undo(hall.db, hall.chair, { pollId, reason: 'Mở nhầm', idempotencyKey }, keys);
    await openIt(pollId);
    expect((await pollOf(pollId)).ballotKey).not.toBe(ballotKey);
    await voteAll(pollId);
    await closeIt(pollId);
    expect((await pollOf(pollId)).result?.cast).toBe(7);
  });

  it('is not made where the folder cannot be written: the poll stays a draft', async () => {
    const inTheWay = join(keys.folder, '..', 'file');
    writeFileSync(inTheWay, '');
    const nowhere = new BallotKeys(join(inTheWay, 'keys'));
    const pollId = await aDraftPoll(hall, { secrecy });
    const opening = () => open(hall.db, hall.chair, { pollId, idempotencyKey }, { ...parts(), keys: nowhere });
    expect(await refusalOf(opening)).toMatchObject({ code: 'BALLOT_KEYS_UNAVAILABLE', facts: { reason: 'ENOTDIR' } });
    expect(await pollOf(pollId)).toMatchObject({ state: PollState.DRAFT, ballotKey: null });
  });

  it.each(['lost', 'of another poll', 'cut short'] as const)(
    'refuses the closing where it is %s, and the poll stays open and may be set aside',
    async (how) => {
      const pollId = await anOpenPoll();
      await voteAll(pollId);
      const path = keyFile(keys.folder, pollId, (await pollOf(pollId)).ballotKey ?? '');
      const secret = readFileSync(path);
      if (how === 'lost') rmSync(path);
      else writeFileSync(path, how === 'cut short' ? secret.subarray(0, 31) : Buffer.alloc(32, 7));
      expect(await refusalOf(() => closeIt(pollId))).toMatchObject({ code: 'BALLOT_KEY_MISSING' });
      expect((await pollOf(pollId)).state).toBe(PollState.OPEN);
      expect(await hall.db.query('select from sealed_ballot where poll_id = $1', [pollId])).toHaveLength(7);
      await setAside(hall.db, hall.chair, { pollId, reason: 'Mất khóa', idempotencyKey }, parts());
      expect((await pollOf(pollId)).state).toBe(PollState.VOID);
    },
  );
});

describe('what a crash leaves', () => {
  it('before the closing is committed: the key, and the closing works once more', async () => {
    const pollId = await anOpenPoll();
    await voteAll(pollId);
    const crash = hall.db.transaction(async (tx) => {
      await closeNow(tx, await lockPoll(tx, pollId), keys);
      throw new Error('crash');
    });
    await expect(crash).rejects.toThrow('crash');
    expect(await keys.sweep(hall.db)).toBe(0);
    await closeIt(pollId);
    expect((await pollOf(pollId)).result?.cast).toBe(7);
  });

  it('after it: the key, which the next start destroys', async () => {
    const pollId = await anOpenPoll();
    await voteAll(pollId);
    await hall.db.transaction(async (tx) => void (await closeNow(tx, await lockPoll(tx, pollId), keys)));
    expect(files()).toHaveLength(1);
    expect(await keys.sweep(hall.db)).toBe(1);
    expect(files()).toEqual([]);
  });

  it('of an opening that came to nothing: a key, which is destroyed after ten minutes and not before', async () => {
    const pollId = await aDraftPoll(hall, { secrecy });
    await keys.make(pollId);
    age(9);
    expect(await keys.sweep(hall.db)).toBe(0);
    age(11);
    expect(await keys.sweep(hall.db)).toBe(1);
    expect(files()).toEqual([]);
  });

  it('in a folder that another database uses too: its keys stay, however old', async () => {
    const pollId = await anOpenPoll();
    age(60);
    const other = await freshDatabase();
    try {
      expect(await keys.sweep(other.db)).toBe(0);
    } finally {
      await other.drop();
    }
    expect(await keys.sweep(hall.db)).toBe(0);
    await voteAll(pollId);
    await closeIt(pollId);
    expect((await pollOf(pollId)).result?.cast).toBe(7);
  });

  it('is made good by a retry of the closing that could not destroy the key', async () => {
    const pollId = await anOpenPoll();
    await voteAll(pollId);
    const key = 'khoa-dong-phieu';
    class Unable extends BallotKeys {
      override settle(): Promise<void> {
        return Promise.reject(new Error('EIO'));
      }
    }
    const first = close(hall.db, hall.chair, { pollId, idempotencyKey: key }, new Unable(keys.folder));
    await expect(first).rejects.toThrow('EIO');
    expect(files()).toHaveLength(1);
    await close(hall.db, hall.chair, { pollId, idempotencyKey: key }, keys);
    expect(files()).toEqual([]);
  });
});
