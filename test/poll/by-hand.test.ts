import { Electorate } from '../../src/bloc/rule';
import { checkOut } from '../../src/conference/check-out';
import { askToCastByHand } from '../../src/poll/cast-by-hand';
import { countBallots } from '../../src/poll/count';
import { editPoll } from '../../src/poll/edit-poll';
import { Poll, Secrecy } from '../../src/poll/poll';
import { askToRecordPaperBallots } from '../../src/poll/record-paper-ballots';
import { RollEntry } from '../../src/poll/roll-entry';
import { defaultRule } from '../../src/poll/rules';
import { faultsOf, recount } from '../../src/record/recount';
import { closePoll, confirm, openPoll, undoPollOpening, voidPoll } from '../support/acts';
import { anOpenPoll, logOf, pollInput, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { whileLogHeld } from '../support/while-log-held';

let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db, { members: 6 });
});
afterAll(() => database.drop());

const reason = 'Điện thoại hết pin';
const ask = (pollId: string, place: number, choices: string[] | null, viewer = hall.secretary) =>
  askToCastByHand(hall.db, viewer, { pollId, delegateId: at(hall.people, place).id, choices, reason });
const byHand = async (pollId: string, place: number, choices: string[] | null) =>
  confirm(hall.db, hall.chair, await ask(pollId, place, choices));
const secret = (changes = {}) => anOpenPoll(hall, { secrecy: Secrecy.UNLINKED, ...changes });
const papers = async (pollId: string, yes: number, no: number, invalid = 0) =>
  confirm(
    hall.db,
    hall.chair,
    await askToRecordPaperBallots(hall.db, hall.secretary, {
      ...{ pollId, cast: yes + no + invalid, blank: 0, invalid },
      votes: [
        { code: 'YES', votes: yes },
        { code: 'NO', votes: no },
      ],
    }),
  );
const close = (pollId: string) => closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
const pollOf = (id: string) => hall.db.manager.findOneByOrFail(Poll, { id });
const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code;
const faults = async () => faultsOf(await recount(hall.db, { slug: hall.conference.slug }));
const votesBy = (pollId: string, ...places: number[]) =>
  Promise.all(places.map((place) => vote(hall, pollId, place, ['YES'])));

describe.each([Electorate.MEMBERS, Electorate.DELEGATES])('a vote cast by hand in a named poll of %s', (electorate) => {
  const open = () => anOpenPoll(hall, { rule: { ...defaultRule(false), electorate, seats: null } as never });

  it('counts as that of its elector, is marked in roll and log, and the recount agrees', async () => {
    const pollId = await open();
    await votesBy(pollId, 1, 2, 3);
    const asked = await ask(pollId, 0, ['YES']);
    expect(await hall.db.manager.countBy(RollEntry, { pollId })).toBe(3);
    await confirm(hall.db, hall.chair, asked);
    const delegateId = at(hall.people, 0).id;
    expect(await hall.db.manager.findOneBy(RollEntry, { pollId, delegateId })).toMatchObject({ method: 'BY_HAND' });
    const entry = (await logOf(hall)).at(-1);
    expect(entry).toMatchObject({ kind: 'ballotCastByHand', data: { delegateId, twoKeys: { reason } } });
    await close(pollId);
    expect((await pollOf(pollId)).result).toMatchObject({ cast: 4, votes: { YES: 4, NO: 0 } });
    expect(await faults()).toEqual([]);
    await hall.db.query(`update poll_roll set method = 'SESSION' where poll_id = $1`, [pollId]);
    expect((await faults()).join('\n')).toMatch(/the roll has 4 names/);
  });

  it('is refused once the phone has voted, and keeps the phone out', async () => {
    const pollId = await open();
    await vote(hall, pollId, 0, ['NO']);
    expect(await codeOf(ask(pollId, 0, ['YES']))).toBe('ALREADY_VOTED');
    await byHand(pollId, 1, ['NO']);
    expect(await codeOf(vote(hall, pollId, 1, ['YES']))).toBe('ALREADY_VOTED');
  });

  it('and the ballot of the phone, which waits for it, count once', async () => {
    const pollId = await open();
    const asked = await ask(pollId, 0, ['NO']);
    await whileLogHeld(hall, () =>
      Promise.allSettled([confirm(hall.db, hall.chair, asked), vote(hall, pollId, 0, ['YES'])]),
    );
    expect((await countBallots(hall.db.manager, [pollId])).get(pollId)).toMatchObject({ cast: 1, voted: 1 });
    await close(pollId);
    expect(await faults()).toEqual([]);
  });

  it('and the ballot of the phone that came just before count once', async () => {
    const pollId = await open();
    const asked = await ask(pollId, 0, ['NO']);
    const ways = await whileLogHeld(hall, async () => {
      const voting = vote(hall, pollId, 0, ['YES']);
      return Promise.allSettled([voting, confirm(hall.db, hall.chair, asked)]);
    });
    expect(ways.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await countBallots(hall.db.manager, [pollId])).get(pollId)).toMatchObject({ cast: 1, voted: 1 });
  });
});

describe('a vote cast by hand', () => {
  it('tells no choice before closing where counts do not run', async () => {
    const pollId = await anOpenPoll(hall, { liveTally: false });
    await byHand(pollId, 0, ['YES']);
    expect(JSON.stringify((await logOf(hall)).slice(-2))).not.toMatch(/YES/);
  });

  it('is refused to who holds no vote, has left, or chooses what there is not', async () => {
    const pollId = await anOpenPoll(hall);
    expect(await codeOf(ask(pollId, 6, ['YES']))).toBe('NO_VOTE');
    expect(await codeOf(ask(pollId, 0, ['MAYBE']))).toBe('BALLOT_INVALID');
    expect(await codeOf(ask(pollId, 0, null))).toBe('BAD_USER_INPUT');
    const delegateId = at(hall.people, 0).id;
    await checkOut(hall.db, hall.secretary, { conferenceId: hall.conference.id, delegateId, idempotencyKey: null });
    expect(await codeOf(ask(pollId, 0, ['YES']))).toBe('NOT_PRESENT');
    await close(pollId);
    expect(await codeOf(ask(pollId, 1, ['YES']))).toBe('POLL_NOT_OPEN');
  });

  it('is for the desk of this conference', async () => {
    const pollId = await anOpenPoll(hall);
    const stranger = (await aHall(database.db)).secretary;
    for (const viewer of [at(hall.delegates, 0), hall.observer, stranger])
      expect(await codeOf(ask(pollId, 0, ['YES'], viewer))).toBe('FORBIDDEN');
  });
});

describe('a ballot on paper in a secret poll', () => {
  it('takes no choice from the desk, marks the roll, and keeps the phone out', async () => {
    const pollId = await secret();
    expect(await codeOf(ask(pollId, 0, ['YES']))).toBe('BAD_USER_INPUT');
    await byHand(pollId, 0, null);
    expect(await codeOf(vote(hall, pollId, 0, ['YES']))).toBe('ALREADY_VOTED');
    expect((await logOf(hall)).at(-1)).toMatchObject({ kind: 'ballotOnPaper' });
    expect((await countBallots(hall.db.manager, [pollId])).get(pollId)).toMatchObject({
      cast: 0,
      voted: 1,
      onPaper: 1,
    });
  });

  it('is added at closing, told as one of so many and never by what it chose', async () => {
    const pollId = await secret();
    await votesBy(pollId, 1, 2, 3, 4);
    await byHand(pollId, 0, null);
    expect(await codeOf(close(pollId))).toBe('PAPERS_NOT_COUNTED');
    expect(await codeOf(papers(pollId, 1, 1))).toBe('RESULT_INVALID');
    await papers(pollId, 0, 1);
    await close(pollId);
    const { result } = await pollOf(pollId);
    expect(result).toMatchObject({ cast: 5, votes: { YES: 4, NO: 1 }, paper: { cast: 1, invalid: 0 } });
    const entries = await logOf(hall);
    expect(entries.find(({ kind }) => kind === 'paperBallotsCounted')?.data).toMatchObject({ cast: 1, invalid: 0 });
    expect(entries.at(-1)).toMatchObject({ kind: 'pollClosed', data: { cast: 5, paper: { cast: 1, invalid: 0 } } });
    const before = entries.filter(({ kind }) => kind !== 'pollClosed' && kind !== 'pollCreated');
    expect(JSON.stringify(before)).not.toMatch(/"NO"/);
    expect(await faults()).toEqual([]);
    await hall.db.query(`update poll set paper = jsonb_set(paper, '{votes,YES}', '1') where id = $1`, [pollId]);
    expect((await faults()).join('\n')).toMatch(/counted .*YES 5/);
  });

  it('is counted anew when another elector goes over to paper', async () => {
    const pollId = await secret();
    await votesBy(pollId, 2, 3, 4, 5);
    await byHand(pollId, 0, null);
    await papers(pollId, 1, 0);
    await byHand(pollId, 1, null);
    expect(await codeOf(close(pollId))).toBe('PAPERS_NOT_COUNTED');
    await papers(pollId, 1, 0, 1);
    await close(pollId);
    expect((await pollOf(pollId)).result).toMatchObject({ cast: 6, votes: { YES: 5 }, paper: { cast: 2, invalid: 1 } });
    expect(await faults()).toEqual([]);
  });

  it('takes no counts of papers once it is closed', async () => {
    const pollId = await secret();
    await votesBy(pollId, 1, 2, 3, 4, 5);
    await close(pollId);
    expect(await codeOf(papers(pollId, 0, 0))).toBe('POLL_NOT_OPEN');
  });

  it('counts for the floor, below which nothing of it is kept', async () => {
    const pollId = await secret();
    await votesBy(pollId, 1, 2);
    await byHand(pollId, 0, null);
    await papers(pollId, 1, 0);
    await close(pollId);
    expect(await pollOf(pollId)).toMatchObject({
      result: { outcome: 'TOO_FEW', cast: 3, votes: {} },
      paper: { cast: 1, votes: {} },
    });
    const asked = await hall.db.query('select input from pending_act where target_id = $1', [pollId]);
    expect(JSON.stringify(asked)).toContain('"cast":1');
    expect(JSON.stringify(asked)).not.toMatch(/YES|NO/);
    expect(await faults()).toEqual([]);
    const set = await secret();
    await byHand(set, 0, null);
    await voidPoll(hall.db, hall.chair, { pollId: set, reason, idempotencyKey: null });
    expect(await faults()).toEqual([]);
  });
});

describe('undoPollOpening', () => {
  const undo = (pollId: string, viewer = hall.chair) => undoPollOpening(hall.db, viewer, { pollId, reason });

  it('makes a draft again, and what is opened after that is another poll for every node', async () => {
    const pollId = await anOpenPoll(hall, { liveTally: true });
    // The list of voters is remembered from here on.
    await refusalOf(vote(hall, pollId, 0, ['MAYBE']));
    await undo(pollId);
    expect(await pollOf(pollId)).toMatchObject({ state: 'DRAFT', openedAt: null });
    expect((await logOf(hall)).at(-1)).toMatchObject({ kind: 'pollOpeningUndone', data: { reason } });
    expect(await faults()).toEqual([]);
    const options = ['A', 'B', 'C'].map((code) => ({ code, label: { vi: code, en: null } }));
    const changed = pollInput(hall, { kind: 'CHOOSE' as never, options: options as never, maxChoices: 1 });
    await editPoll(
      hall.db,
      hall.secretary,
      { ...changed, secrecy: Secrecy.UNLINKED, pollId } as never,
      servicesOf(hall.db).pollSubjects,
    );
    await openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    expect(await codeOf(vote(hall, pollId, 0, ['YES']))).toBe('BALLOT_INVALID');
    for (let place = 0; place < 5; place += 1) await vote(hall, pollId, place, ['A']);
    await close(pollId);
    expect((await pollOf(pollId)).result).toMatchObject({ cast: 5, winners: ['A'] });
    expect(await faults()).toEqual([]);
  });

  it('is refused once a ballot was cast, of a draft, and to the secretary', async () => {
    const pollId = await anOpenPoll(hall);
    expect(await codeOf(undo(pollId, hall.secretary))).toBe('FORBIDDEN');
    await vote(hall, pollId, 0, ['YES']);
    expect(await codeOf(undo(pollId))).toBe('BALLOTS_CAST');
    await close(pollId);
    expect(await codeOf(undo(pollId))).toBe('POLL_STATE');
  });
});
