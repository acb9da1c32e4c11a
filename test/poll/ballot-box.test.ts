import { checkOut } from '../../src/conference/check-out';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { BallotBox } from '../../src/poll/ballot-box';
import { countBallots } from '../../src/poll/count';
import { Secrecy } from '../../src/poll/poll';
import { closePoll } from '../support/acts';
import { anOpenPoll, vote } from '../support/ballots';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, type Hall } from '../support/hall';
import { untilBlocked } from '../support/log';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db, { members: 60, guests: 1 });
});
afterAll(() => database.drop());

/** How many transactions wrote the entries of ballots. */
async function commits(pollId: string): Promise<number> {
  const [row] = await database.db.query(
    'select count(distinct xmin::text)::int as n from poll_roll where poll_id = $1',
    [pollId],
  );
  return row.n;
}

const code = (result: PromiseSettledResult<unknown>) => (result.status === 'fulfilled' ? 'OK' : result.reason.code);
const cast = (box: BallotBox, pollId: string, viewer: Viewer | undefined, choices = ['YES']) =>
  box.cast(pollId, { viewer: viewer as Viewer, choices, idempotencyKey: null });

/** Somebody else's entry in the roll for a member, neither committed nor undone. */
async function holdRoll(pollId: string, n: number) {
  const holder = hall.db.createQueryRunner();
  await holder.startTransaction();
  await holder.query('insert into poll_roll (poll_id, elector_id, delegate_id) values ($1, $2, $3)', [
    pollId,
    hall.members[n]?.id,
    hall.people[n]?.id,
  ]);
  return holder;
}

describe('BallotBox', () => {
  it.each([Secrecy.NAMED, Secrecy.UNLINKED])(
    'writes 60 simultaneous ballots in a few commits, each with a receipt of its own: %s',
    async (secrecy) => {
      const pollId = await anOpenPoll(hall, { secrecy });
      const receipts = await Promise.all(hall.members.map((_, n) => vote(hall, pollId, n, [n % 3 ? 'YES' : 'NO'])));
      expect(new Set(receipts.map((receipt) => receipt.sequence)).size).toBe(60);
      expect(new Set(receipts.map((receipt) => receipt.digest)).size).toBe(60);
      expect(await commits(pollId)).toBeLessThanOrEqual(3);
      expect((await countBallots(hall.db.manager, [pollId])).get(pollId)).toMatchObject({
        cast: 60,
        votes: secrecy === Secrecy.NAMED ? { YES: 40, NO: 20 } : { YES: 0, NO: 0 },
      });
    },
  );

  it('lays unlinked ballots in the order of their random ids, whatever the order of who cast them', async () => {
    const pollId = await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED });
    const box = new BallotBox(hall.db);
    await Promise.all(hall.delegates.slice(0, 40).map((viewer) => cast(box, pollId, viewer)));
    expect(await commits(pollId)).toBe(1);
    const rows: { id: string }[] = await hall.db.query(
      'select id from sealed_ballot where poll_id = $1 order by ctid',
      [pollId],
    );
    const ids = rows.map(({ id }) => id);
    expect(ids).toHaveLength(40);
    expect(ids).toEqual(ids.toSorted());
  });

  it('writes each ballot by itself when told to', async () => {
    const pollId = await anOpenPoll(hall);
    const box = new BallotBox(hall.db, { together: false });
    await Promise.all(hall.delegates.slice(0, 12).map((viewer) => cast(box, pollId, viewer)));
    expect(await commits(pollId)).toBe(12);
  });

  it('refuses what must be refused within a group, each by its own code, and takes the rest', async () => {
    const pollId = await anOpenPoll(hall);
    await checkOut(hall.db, hall.secretary, {
      conferenceId: hall.conference.id,
      delegateId: hall.people[1]!.id,
      idempotencyKey: null,
    });
    const stranger = (await aHall(database.db)).delegates[0];
    const box = new BallotBox(hall.db, { together: true });
    const results = await Promise.allSettled([
      cast(box, pollId, hall.delegates[0]),
      cast(box, pollId, hall.delegates[1]),
      cast(box, pollId, hall.delegates[2], ['MAYBE']),
      cast(box, pollId, hall.delegates[60]),
      cast(box, pollId, stranger),
      cast(box, pollId, hall.observer),
      cast(box, pollId, hall.delegates[0], ['NO']),
      cast(box, pollId, hall.delegates[3], ['NO']),
    ]);
    expect(results.map(code)).toEqual([
      'OK',
      'NOT_PRESENT',
      'BALLOT_INVALID',
      'NO_VOTE',
      'FORBIDDEN',
      'FORBIDDEN',
      'ALREADY_VOTED',
      'OK',
    ]);
    expect((await countBallots(hall.db.manager, [pollId])).get(pollId)).toMatchObject({
      cast: 2,
      votes: { YES: 1, NO: 1 },
    });
  });

  it('gives copies of one request in one group the same receipt', async () => {
    const pollId = await anOpenPoll(hall);
    const copies = await Promise.all(
      Array.from({ length: 5 }, () => vote(hall, pollId, 0, ['YES'], 'five-times-the-same')),
    );
    expect(new Set(copies.map((receipt) => receipt.sequence)).size).toBe(1);
  });

  it('lets one of two nodes win each elector, without deadlock', async () => {
    const pollId = await anOpenPoll(hall);
    const nodes = [new BallotBox(hall.db, { together: true }), new BallotBox(hall.db, { together: true })];
    const forwards = hall.delegates.slice(0, 60);
    const results = await Promise.allSettled([
      ...forwards.map((viewer) => cast(nodes[0]!, pollId, viewer, ['YES'])),
      ...[...forwards].reverse().map((viewer) => cast(nodes[1]!, pollId, viewer, ['NO'])),
    ]);
    expect(results.filter((result) => code(result) === 'OK')).toHaveLength(60);
    expect(results.filter((result) => code(result) === 'ALREADY_VOTED')).toHaveLength(60);
    expect((await countBallots(hall.db.manager, [pollId])).get(pollId)?.cast).toBe(60);
  });

  it('inserts electors in one order everywhere, so that two groups that share some never wait for each other', async () => {
    const pollId = await anOpenPoll(hall);
    const [x, y, z, w] = [0, 1, 2, 3];
    const holders = await Promise.all([z, w].map((n) => holdRoll(pollId, n)));
    const failed = jest.spyOn(hall.db.health, 'failed');
    const group = (order: readonly number[]) => {
      const node = new BallotBox(hall.db);
      return Promise.allSettled(order.map((n) => cast(node, pollId, hall.delegates[n])));
    };
    // Inserted as they came, the first would have `x` and wait for `z`, the other have `y` and wait for `w`; let go, each
    // would want what the other has.
    const both = [group([x, z, y]), group([y, w, x])];
    await untilBlocked(hall.db, 2);
    for (const holder of holders) await holder.rollbackTransaction();
    const results = (await Promise.all(both)).flat().map(code);
    for (const holder of holders) await holder.release();
    expect(results.sort()).toEqual(['ALREADY_VOTED', 'ALREADY_VOTED', 'OK', 'OK', 'OK', 'OK']);
    // A deadlock is tried again and would show in no answer.
    expect(failed).not.toHaveBeenCalled();
    failed.mockRestore();
  });

  it('takes those that came in one turn of the event loop together', async () => {
    const pollId = await anOpenPoll(hall);
    const sizes: number[] = [];
    const box = new BallotBox(hall.db, { together: true, onBatch: (ballots) => void sizes.push(ballots) });
    await Promise.all(hall.delegates.slice(0, 12).map((viewer) => cast(box, pollId, viewer)));
    expect(sizes).toEqual([12]);
  });

  it('gives a copy of a request that came to another node at the same moment the same receipt', async () => {
    const pollId = await anOpenPoll(hall);
    const nodes = Array.from({ length: 6 }, () => new BallotBox(hall.db, { together: true }));
    const receipts = await Promise.all(
      nodes.map((node) =>
        node.cast(pollId, { viewer: hall.delegates[0]!, choices: ['YES'], idempotencyKey: 'sent-to-two-nodes' }),
      ),
    );
    expect(new Set(receipts.map((receipt) => receipt.digest)).size).toBe(1);
  });

  it('tells everybody in a group when the database failed, and keeps none of their ballots', async () => {
    const pollId = await anOpenPoll(hall);
    await database.db.query('alter table named_ballot rename to away');
    const results = await Promise.allSettled(
      hall.delegates.slice(0, 5).map((viewer) => cast(new BallotBox(hall.db, { together: true }), pollId, viewer)),
    );
    await database.db.query('alter table away rename to named_ballot');
    expect(results.every((result) => result.status === 'rejected')).toBe(true);
    expect(await commits(pollId)).toBe(0);
    await expect(vote(hall, pollId, 0, ['YES'])).resolves.toMatchObject({ kind: 'ballotCast' });
  });

  it('counts exactly what it acknowledged when the poll closes between groups', async () => {
    const pollId = await anOpenPoll(hall);
    const votes = hall.members.map((_, n) => vote(hall, pollId, n, ['YES']));
    await votes[0];
    const late = Promise.allSettled(hall.members.map((_, n) => vote(hall, pollId, n, ['NO'])));
    await closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    const results = await Promise.allSettled(votes);
    const refused = [...results, ...(await late)].map(code).filter((each) => each !== 'OK');
    expect(refused.every((each) => each === 'POLL_NOT_OPEN' || each === 'ALREADY_VOTED')).toBe(true);
    const [{ cast: announced }] = await database.db.query(
      `select (result->>'cast')::int as cast from poll where id = $1`,
      [pollId],
    );
    expect(announced).toBe(results.filter((result) => code(result) === 'OK').length);
  });
});
