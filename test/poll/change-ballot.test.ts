import { publicViewer, type Viewer } from '../../src/graphql/authorize/viewer';
import { changeBallot } from '../../src/poll/change-ballot';
import { countBallots } from '../../src/poll/count';
import { PollKind, Secrecy } from '../../src/poll/poll';
import { VotingLists } from '../../src/poll/voting-list';
import { type Cast, writeBallots } from '../../src/poll/write-ballots';
import { faultsOf, recount } from '../../src/record/recount';
import { makeSchema } from '../../src/schema';
import { closePoll } from '../support/acts';
import { aDraftPoll, anOpenPoll, logOf, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';
import { untilBlocked } from '../support/log';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db, { newcomers: 1 });
});
afterAll(() => database.drop());

const mayChange = { mayChange: true };
const change = (pollId: string, n: number, choices: string[], idempotencyKey: string | null = null) =>
  changeBallot(servicesOf(hall.db).ballotBox, at(hall.delegates, n), { pollId, choices, idempotencyKey });
const schema = makeSchema();
const read = async (document: string, viewer: Viewer = publicViewer): Promise<any> =>
  dataOf(schema, hall.db, { document, viewer });
const close = (pollId: string) => closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
const counted = async (pollId: string) => (await countBallots(hall.db.manager, [pollId])).get(pollId);
const faults = async () => faultsOf(await recount(hall.db, { slug: hall.conference.slug }));
const ballotOf = (n: number, choices: string[], changed = false): Cast => ({
  ...{ viewer: at(hall.delegates, n), choices, idempotencyKey: null, change: changed },
});

/** Runs `work` while the log of the conference is held, and lets go once so many statements wait. */
async function whileHeld<T>(waiting: number, work: () => Promise<T>): Promise<T> {
  const holder = hall.db.createQueryRunner();
  await holder.startTransaction();
  try {
    await holder.query('select from log_head where stream = $1 for update', [hall.conference.id]);
    const result = work();
    await untilBlocked(hall.db, waiting);
    await holder.commitTransaction();
    return await result;
  } finally {
    if (holder.isTransactionActive) await holder.rollbackTransaction();
    await holder.release();
  }
}

describe('changeBallot', () => {
  it('puts another choice in the place of the one that was cast, and keeps who, when, from and to', async () => {
    const pollId = await anOpenPoll(hall, mayChange);
    await vote(hall, pollId, 0, ['YES']);
    await vote(hall, pollId, 1, ['YES']);
    const receipt = await change(pollId, 0, ['NO']);
    expect(receipt).toMatchObject({ kind: 'ballotChanged', stream: hall.conference.id, subject: pollId });
    expect(await counted(pollId)).toMatchObject({ cast: 2, voted: 2, votes: { YES: 1, NO: 1, ABSTAIN: 0 } });
    const entry = (await logOf(hall)).at(-1);
    const who = { electorId: at(hall.members, 0).id, delegateId: at(hall.people, 0).id };
    expect(entry).toMatchObject({
      sequence: receipt.sequence,
      kind: 'ballotChanged',
      data: { ...who, former: ['YES'], choices: ['NO'] },
    });
    const { poll } = await read(
      `{ poll(id: "${pollId}") { ballots { nodes { choices changes { sequence at former choices delegate { id } } } } } }`,
    );
    expect(poll.ballots.nodes[0]).toEqual({
      choices: ['NO'],
      changes: [
        {
          ...{ sequence: receipt.sequence, at: receipt.at.toISOString(), former: ['YES'], choices: ['NO'] },
          delegate: { id: who.delegateId },
        },
      ],
    });
    expect(poll.ballots.nodes[1]).toEqual({ choices: ['YES'], changes: [] });
    await close(pollId);
    expect((await logOf(hall)).at(-1)?.data).toMatchObject({
      votes: { YES: 1, NO: 1, ABSTAIN: 0 },
      changes: [{ ...who, sequence: receipt.sequence, former: ['YES'], choices: ['NO'] }],
    });
    expect(await faults()).toEqual([]);
  });

  it('gives a receipt whose digest is that of the entry', async () => {
    const pollId = await anOpenPoll(hall, mayChange);
    await vote(hall, pollId, 0, ['YES']);
    const { digest, sequence } = await change(pollId, 0, ['ABSTAIN']);
    const { conference } = await read(
      `{ conference(slug: "${hall.conference.slug}") { events(after: "${sequence - 1}") { nodes { digest } } } }`,
    );
    expect(conference.events.nodes[0].digest).toBe(digest);
  });

  it('counts the latest of many changes, from a blank ballot and back', async () => {
    const options = ['a', 'b', 'c'].map((code) => ({ code, label: { vi: code, en: null } }));
    const pollId = await anOpenPoll(hall, { ...mayChange, kind: PollKind.CHOOSE, options, maxChoices: 2 });
    await vote(hall, pollId, 0, []);
    for (const choices of [['b', 'a'], [], ['c']]) await change(pollId, 0, choices);
    expect(await counted(pollId)).toMatchObject({ cast: 1, blank: 0, votes: { a: 0, b: 0, c: 1 } });
    const told = (await logOf(hall)).filter(({ kind }) => kind === 'ballotChanged').map(({ data }) => data.former);
    expect(told).toEqual([[], ['a', 'b'], []]);
    await close(pollId);
    expect(await faults()).toEqual([]);
  });

  it('is refused where the poll was not made so, and writes nothing', async () => {
    const pollId = await anOpenPoll(hall);
    await vote(hall, pollId, 0, ['YES']);
    const before = (await logOf(hall)).length;
    expect(await refusalOf(change(pollId, 0, ['NO']))).toMatchObject({ code: 'BALLOT_FINAL' });
    expect(await logOf(hall)).toHaveLength(before);
    expect(await counted(pollId)).toMatchObject({ votes: { YES: 1, NO: 0 } });
  });

  it('is refused without a ballot, for the same choice, and for one that does not fit', async () => {
    const pollId = await anOpenPoll(hall, mayChange);
    expect(await refusalOf(change(pollId, 0, ['NO']))).toMatchObject({ code: 'NOTHING_CHANGED' });
    await vote(hall, pollId, 0, ['YES']);
    expect(await refusalOf(change(pollId, 0, ['YES']))).toMatchObject({ code: 'NOTHING_CHANGED' });
    expect(await refusalOf(change(pollId, 0, ['MAYBE']))).toMatchObject({ code: 'BALLOT_INVALID' });
    expect(await refusalOf(vote(hall, pollId, 0, ['NO']))).toMatchObject({ code: 'ALREADY_VOTED' });
    expect(await counted(pollId)).toMatchObject({ cast: 1, votes: { YES: 1, NO: 0 } });
  });

  it('is never possible in a secret poll', async () => {
    const refused = await refusalOf(aDraftPoll(hall, { ...mayChange, secrecy: Secrecy.UNLINKED }));
    expect(refused).toMatchObject({ code: 'SECRET_CHANGES' });
    const pollId = await anOpenPoll(hall, { secrecy: Secrecy.UNLINKED });
    await vote(hall, pollId, 0, ['YES']);
    expect(await refusalOf(change(pollId, 0, ['NO']))).toMatchObject({ code: 'BALLOT_FINAL' });
    await expect(hall.db.query('update poll set may_change = true where id = $1', [pollId])).rejects.toThrow(
      'poll_may_change_check',
    );
  });

  it('ends after twenty changes of one vote', async () => {
    const pollId = await anOpenPoll(hall, mayChange);
    await vote(hall, pollId, 0, ['YES']);
    for (let n = 0; n < 20; n += 1) await change(pollId, 0, [n % 2 ? 'YES' : 'NO']);
    expect(await refusalOf(change(pollId, 0, ['NO']))).toMatchObject({ code: 'NOTHING_CHANGED' });
    expect(await counted(pollId)).toMatchObject({ cast: 1, votes: { YES: 1, NO: 0 } });
  });

  it('tells no choice before closing where counts do not run', async () => {
    const pollId = await anOpenPoll(hall, { ...mayChange, liveTally: false });
    await vote(hall, pollId, 0, ['YES']);
    await change(pollId, 0, ['NO']);
    const { data } = (await logOf(hall)).at(-1)!;
    expect(Object.keys(data).sort()).toEqual(['delegateId', 'electorId', 'poll']);
    const shown = `{ poll(id: "${pollId}") { ballots { nodes { choices } } tally { options { votes } } } }`;
    expect((await read(shown)).poll.ballots.nodes).toEqual([]);
    await close(pollId);
    expect((await read(shown)).poll.ballots.nodes).toEqual([{ choices: ['NO'] }]);
    expect((await logOf(hall)).at(-1)?.data.changes).toMatchObject([{ former: ['YES'], choices: ['NO'] }]);
    expect(await faults()).toEqual([]);
  });

  it('gives a retry of either the receipt of the first try, and takes no ballot back by it', async () => {
    const pollId = await anOpenPoll(hall, mayChange);
    const first = await vote(hall, pollId, 0, ['YES'], 'the-first-ballot');
    const changed = await Promise.all([1, 2, 3].map(() => change(pollId, 0, ['NO'], 'the-change-of-it')));
    expect(new Set(changed.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    expect(await vote(hall, pollId, 0, ['YES'], 'the-first-ballot')).toEqual(first);
    await change(pollId, 0, ['ABSTAIN']);
    expect(await change(pollId, 0, ['NO'], 'the-change-of-it')).toEqual(changed[0]);
    expect(await counted(pollId)).toMatchObject({ cast: 1, votes: { YES: 0, NO: 0, ABSTAIN: 1 } });
    expect(await refusalOf(change(pollId, 0, ['YES'], 'the-change-of-it'))).toMatchObject({
      code: 'IDEMPOTENCY_MISMATCH',
    });
  });

  it('makes changes that come together one after the other, beside the ballots of others', async () => {
    const pollId = await anOpenPoll(hall, mayChange);
    await vote(hall, pollId, 0, ['YES']);
    const casts = [
      ...[ballotOf(0, ['NO'], true), ballotOf(1, ['YES']), ballotOf(0, ['ABSTAIN'], true)],
      ...[ballotOf(1, ['NO']), ballotOf(1, ['NO'], true), ballotOf(2, ['NO'], true)],
    ];
    const answers = await writeBallots(hall.db, pollId, casts, new VotingLists());
    const told = answers.map((answer) => ('kind' in answer ? answer.kind : answer.code));
    expect(told).toEqual([
      ...['ballotChanged', 'ballotCast', 'ballotChanged', 'ALREADY_VOTED', 'ballotChanged', 'NOTHING_CHANGED'],
    ]);
    expect(await counted(pollId)).toMatchObject({ cast: 2, votes: { YES: 0, NO: 1, ABSTAIN: 1 } });
    await close(pollId);
    expect(await faults()).toEqual([]);
  });

  it('lets two changes at once on two nodes follow each other: the later replaces what the earlier wrote', async () => {
    const pollId = await anOpenPoll(hall, mayChange);
    await vote(hall, pollId, 0, ['YES']);
    await whileHeld(2, () =>
      Promise.all(
        ['NO', 'ABSTAIN'].map((choice) =>
          writeBallots(hall.db, pollId, [ballotOf(0, [choice], true)], new VotingLists()),
        ),
      ),
    );
    const [one, two] = (await logOf(hall)).slice(-2);
    expect(one?.data.former).toEqual(['YES']);
    expect(two?.data.former).toEqual(one?.data.choices);
    const latest = two?.data.choices[0];
    expect(await counted(pollId)).toMatchObject({ cast: 1, votes: { YES: 0, [latest]: 1 } });
    await close(pollId);
    expect(await faults()).toEqual([]);
  });

  it('counts a change that was on its way when closing began, and none after', async () => {
    const pollId = await anOpenPoll(hall, mayChange);
    for (let n = 0; n < 4; n += 1) await vote(hall, pollId, n, ['YES']);
    await whileHeld(2, async () => {
      const early = change(pollId, 0, ['NO']);
      await untilBlocked(hall.db);
      await Promise.all([early, close(pollId)]);
    });
    expect((await logOf(hall)).at(-1)?.data.votes).toMatchObject({ YES: 3, NO: 1 });
    const next = await anOpenPoll(hall, mayChange);
    for (let n = 0; n < 4; n += 1) await vote(hall, next, n, ['YES']);
    const late = await whileHeld(2, async () => {
      const closing = close(next);
      await untilBlocked(hall.db);
      const refused = refusalOf(change(next, 0, ['NO']));
      await closing;
      return refused;
    });
    expect(late).toMatchObject({ code: 'POLL_NOT_OPEN' });
    expect(await counted(next)).toMatchObject({ votes: { YES: 4, NO: 0 } });
    expect(await faults()).toEqual([]);
  });

  it('tells a delegate what their own vote says and whether it can be changed, and nobody else', async () => {
    const pollId = await anOpenPoll(hall, { ...mayChange, liveTally: false });
    const mine = (n: number) =>
      read(`{ poll(id: "${pollId}") { myVote { voted mayChange choices } } }`, at(hall.delegates, n));
    expect((await mine(0)).poll.myVote).toEqual({ voted: false, mayChange: false, choices: null });
    await vote(hall, pollId, 0, ['NO']);
    expect((await mine(0)).poll.myVote).toEqual({ voted: true, mayChange: true, choices: ['NO'] });
    expect((await mine(1)).poll.myVote).toEqual({ voted: false, mayChange: false, choices: null });
    await close(pollId);
    expect((await mine(0)).poll.myVote).toEqual({ voted: true, mayChange: false, choices: ['NO'] });
  });
});
