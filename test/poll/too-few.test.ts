import { DecisionStep } from '../../src/award/decision';
import { proposeAward } from '../../src/award/propose-award';
import { recordDecision } from '../../src/award/record-decision';
import { Poll, PollKind, PollMethod, Secrecy } from '../../src/poll/poll';
import { defaultRule } from '../../src/poll/rules';
import { faultsOf, recount } from '../../src/record/recount';
import { closePoll, openPoll, recordPollResult, voidPoll } from '../support/acts';
import { aDraftPoll, anOpenPoll, logOf, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { aHall, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';
import { aTerminal } from '../support/terminal';

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer();
});
beforeEach(async () => {
  hall = await aHall(server.database.db, { members: 8 });
});
afterEach(() => server.hangUp());
afterAll(() => server.close());

const secrecy = Secrecy.UNLINKED;
const idempotencyKey = null;
const close = (pollId: string) => closePoll(hall.db, hall.chair, { pollId, idempotencyKey });
const ballotsOf = (pollId: string) => hall.db.query('select choices from unlinked_ballot where poll_id = $1', [pollId]);

async function cast(pollId: string, count: number, choice = 'NO'): Promise<void> {
  for (let n = 0; n < count; n += 1) await vote(hall, pollId, n, [choice]);
}

const tallyDocument = `query ($id: ID!) { poll(id: $id) { state tally {
  cast floor belowFloor shown blank invalid needed missing decided outcome options { votes won } } } }`;
const tallyOf = async (id: string) => (await server.ask(tallyDocument, { id })).data.poll.tally;

describe('a secret poll with fewer ballots than its floor', () => {
  it('decides nothing and publishes no count: not in the tally, the log, the snapshot or a recount', async () => {
    const pollId = await anOpenPoll(hall, { secrecy });
    await cast(pollId, 4);
    await close(pollId);
    const nothing = { votes: null, won: null };
    expect(await tallyOf(pollId)).toEqual({
      ...{ cast: 4, floor: 5, belowFloor: true, shown: false, outcome: 'TOO_FEW', decided: 'TOO_FEW' },
      ...{ blank: null, invalid: null, needed: null, missing: null, options: [nothing, nothing, nothing] },
    });
    const { kind, data } = (await logOf(hall)).at(-1)!;
    expect({ kind, data }).toEqual({
      kind: 'pollClosed',
      data: { poll: 1, electors: 8, present: 8, cast: 4, floor: 5, outcome: 'TOO_FEW', winners: [] },
    });
    const snapshot = await fetch(`${server.app.url}/conferences/${hall.conference.slug}/snapshot.json`);
    const { conference } = (await snapshot.json()) as { conference: any };
    expect(conference.polls[0].tally).toMatchObject({
      shown: false,
      blank: null,
      options: [nothing, nothing, nothing],
    });
    const found = await recount(hall.db, { slug: hall.conference.slug });
    expect(faultsOf(found)).toEqual([]);
    expect(found.polls).toMatchObject([
      { roll: 4, ballots: 0, blank: null, votes: null, outcome: 'TOO_FEW', recountable: false },
    ]);
  });

  it('keeps no ballot in the tables, and its result holds no count but how many there were', async () => {
    const pollId = await anOpenPoll(hall, { secrecy });
    await cast(pollId, 4);
    await close(pollId);
    expect(await ballotsOf(pollId)).toEqual([]);
    const { result } = await hall.db.manager.findOneByOrFail(Poll, { id: pollId });
    expect(result).toEqual({ votes: {}, cast: 4, blank: 0, outcome: 'TOO_FEW', winners: [] });
  });

  it('is counted from the floor on', async () => {
    const pollId = await anOpenPoll(hall, { secrecy });
    await cast(pollId, 5);
    expect(await tallyOf(pollId)).toMatchObject({ cast: 5, belowFloor: false, shown: false });
    await close(pollId);
    expect(await tallyOf(pollId)).toMatchObject({ shown: true, belowFloor: false, outcome: 'REJECTED' });
    expect(await ballotsOf(pollId)).toHaveLength(5);
  });

  it('has the floor of its own rule, and is not opened for fewer electors than that', async () => {
    const rule = { ...defaultRule(false), floor: 7 };
    const pollId = await anOpenPoll(hall, { secrecy, rule });
    await cast(pollId, 6);
    await close(pollId);
    expect(await tallyOf(pollId)).toMatchObject({ floor: 7, outcome: 'TOO_FEW' });
    const large = await aDraftPoll(hall, { secrecy, rule: { ...rule, floor: 9 } });
    expect(await refusalOf(openPoll(hall.db, hall.chair, { pollId: large, idempotencyKey }))).toMatchObject({
      code: 'ELECTORATE_TOO_SMALL',
      facts: { electors: 8, smallestSecretElectorate: 9 },
    });
  });

  it('tells the chair before it is closed, and a named poll has no floor', async () => {
    const pollId = await anOpenPoll(hall, { secrecy });
    await cast(pollId, 4);
    expect(await tallyOf(pollId)).toMatchObject({ cast: 4, floor: 5, belowFloor: true, outcome: null });
    const named = await anOpenPoll(hall);
    await vote(hall, named, 0, ['YES']);
    expect(await tallyOf(named)).toMatchObject({ floor: null, belowFloor: false, shown: true });
    await close(named);
    expect(await tallyOf(named)).toMatchObject({ shown: true, outcome: 'REJECTED' });
  });

  it('keeps no ballot when it is set aside either, while its turnout stays', async () => {
    const [few, enough] = [await anOpenPoll(hall, { secrecy }), await anOpenPoll(hall, { secrecy })];
    await cast(few, 3);
    await cast(enough, 5);
    for (const pollId of [few, enough])
      await voidPoll(hall.db, hall.chair, { pollId, reason: 'Biểu quyết lại', idempotencyKey });
    for (const pollId of [few, enough])
      for (const table of ['sealed_ballot', 'unlinked_ballot'])
        expect(await hall.db.query(`select from ${table} where poll_id = $1`, [pollId])).toEqual([]);
    expect(await tallyOf(few)).toMatchObject({ cast: 3, shown: false });
    const found = await recount(hall.db, { slug: hall.conference.slug });
    expect(faultsOf(found)).toEqual([]);
    // What nobody announced a recount does not tell.
    expect(found.polls.map(({ votes, recountable }) => [votes, recountable])).toEqual([
      [null, false],
      [null, false],
    ]);
  });

  it('takes no counts of so few from paper', async () => {
    const pollId = await anOpenPoll(hall, { secrecy });
    const counts = { method: PollMethod.PAPER, blank: 0, invalid: 0, note: null, idempotencyKey };
    const enter = (votes: number) =>
      recordPollResult(hall.db, hall.secretary, { pollId, cast: votes, votes: [{ code: 'YES', votes }], ...counts });
    expect(await refusalOf(enter(4))).toMatchObject({ code: 'TOO_FEW_BALLOTS', facts: { cast: 4, floor: 5 } });
    await enter(5);
    expect(await tallyOf(pollId)).toMatchObject({ shown: true, outcome: 'PASSED' });
    expect(faultsOf(await recount(hall.db, { slug: hall.conference.slug }))).toEqual([]);
  });

  it('settles no award: it may be agreed, or asked again as a further round', async () => {
    const award = { conferenceId: hall.conference.id, awardCode: 'BK_THU_TUONG', memberId: hall.members[0]!.id };
    const proposalId = (await proposeAward(hall.db, hall.secretary, award)).subject;
    const first = await anOpenPoll(hall, { secrecy, proposalId: proposalId });
    await cast(first, 4, 'YES');
    await close(first);
    const state = async () =>
      (await server.ask('query ($id: ID!) { awardProposal(id: $id) { state } }', { id: proposalId })).data.awardProposal
        .state;
    expect(await state()).toBe('NOMINATED');
    const next = await anOpenPoll(hall, { secrecy, proposalId: proposalId, previousId: first });
    await voidPoll(hall.db, hall.chair, { pollId: next, reason: 'Nhất trí', idempotencyKey });
    await recordDecision(hall.db, hall.secretary, { proposalId, step: DecisionStep.AGREED });
    expect(await state()).toBe('PROPOSED');
  });

  it('lets the last count stand when a further round of an award had too few', async () => {
    const award = { conferenceId: hall.conference.id, awardCode: 'BK_THU_TUONG', memberId: hall.members[1]!.id };
    const proposalId = (await proposeAward(hall.db, hall.secretary, award)).subject;
    const first = await anOpenPoll(hall, { secrecy, proposalId });
    await cast(first, 5, 'YES');
    await close(first);
    const second = await anOpenPoll(hall, { secrecy, proposalId, previousId: first });
    await cast(second, 1);
    await close(second);
    const { data } = await server.ask('query ($id: ID!) { awardProposal(id: $id) { state } }', { id: proposalId });
    expect(data.awardProposal.state).toBe('PROPOSED');
  });

  it('names no winner in a poll to choose', async () => {
    const options = ['a', 'b'].map((code) => ({
      code,
      label: { vi: code, en: null },
      memberId: null,
      proposalId: null,
    }));
    const pollId = await anOpenPoll(hall, { secrecy, kind: PollKind.CHOOSE, options });
    await cast(pollId, 4, 'a');
    await close(pollId);
    const tally = await tallyOf(pollId);
    expect(tally.options).toEqual([
      { votes: null, won: null },
      { votes: null, won: null },
    ]);
  });

  it('is told apart by giaouoc recount', async () => {
    const pollId = await anOpenPoll(hall, { secrecy });
    await cast(pollId, 4);
    await close(pollId);
    const running = await anOpenPoll(hall, { secrecy });
    await cast(running, 3, 'YES');
    const terminal = aTerminal({ DATABASE_URL: server.database.url });
    expect(await terminal.giaouoc('recount', '--conference', hall.conference.slug)).toBe(0);
    const lines = terminal.shown().split('\n');
    expect(lines.find((line) => line.includes('TOO_FEW'))).toMatch(
      /UNLINKED +CLOSED +8 +4 +deleted +- +TOO_FEW +khớp · agrees/,
    );
    // Nor does it tell the counts of one that is open.
    expect(lines.find((line) => / OPEN /.test(line))).toMatch(/UNLINKED +OPEN +8 +3 +3 +- +- +khớp · agrees/);
  });
});

describe('a recount of a secret poll with too few ballots', () => {
  it.each<[string, (id: string) => string, RegExp]>([
    [
      'a ballot that was kept',
      (id) => `insert into unlinked_ballot (id, poll_id, choices) values (gen_random_uuid(), '${id}', '{YES}')`,
      /1 ballots are kept, where all of them had to be deleted/,
    ],
    [
      'an outcome that was written in',
      (id) => `update poll set result = jsonb_set(result, '{outcome}', '"PASSED"') where id = '${id}'`,
      /by the rule it is TOO_FEW, the result says PASSED/,
    ],
    [
      'counts that were written in',
      (id) => `update poll set result = jsonb_set(result, '{votes}', '{"YES": 4}') where id = '${id}'`,
      /counted nothing, the result says YES 4/,
    ],
    [
      'a floor that was lowered',
      (id) => `update poll set floor = 3 where id = '${id}'`,
      /the rule is .*"floor":3.*, by the log .*"floor":5/,
    ],
  ])('finds %s', async (_, change, fault) => {
    const pollId = await anOpenPoll(hall, { secrecy });
    await cast(pollId, 4);
    await close(pollId);
    await hall.db.query(change(pollId));
    expect(faultsOf(await recount(hall.db, { slug: hall.conference.slug })).join('\n')).toMatch(fault);
  });

  it('finds counts that the log tells', async () => {
    const pollId = await anOpenPoll(hall, { secrecy });
    await cast(pollId, 4);
    await close(pollId);
    await hall.db.query('alter table event disable trigger all');
    await hall.db.query(
      `update event set body = replace(body, '"cast":4', '"blank":0,"cast":4') where stream = $1 and kind = 'pollClosed'`,
      [hall.conference.id],
    );
    await hall.db.query('alter table event enable trigger all');
    const faults = faultsOf(await recount(hall.db, { slug: hall.conference.slug })).join('\n');
    expect(faults).toMatch(/the log tells blank of a secret poll with too few ballots/);
  });

  it('takes a poll of before there was a floor for what it was', async () => {
    const pollId = await anOpenPoll(hall, { secrecy, rule: { ...defaultRule(false), floor: 3 } });
    await cast(pollId, 3, 'YES');
    await close(pollId);
    await hall.db.query('update poll set floor = 0 where id = $1', [pollId]);
    await hall.db.query('alter table event disable trigger all');
    await hall.db.query(`update event set body = replace(body, '"floor":3,', '') where stream = $1`, [
      hall.conference.id,
    ]);
    await hall.db.query('alter table event enable trigger all');
    // The server may have kept what the entries came to before.
    await hall.db.query('delete from log_checkpoint where stream = $1', [hall.conference.id]);
    const found = await recount(hall.db, { slug: hall.conference.slug });
    expect(faultsOf(found)).toEqual([]);
    expect(found.polls).toMatchObject([{ votes: { YES: 3 }, recountable: true }]);
  });
});

describe('turnout of a secret poll', () => {
  it('runs live while no count does', async () => {
    const pollId = await anOpenPoll(hall, { secrecy });
    const watch = `subscription ($id: ID!) { pollTally(pollId: $id) { poll { tally { cast shown blank options { votes } } } } }`;
    const inbox = server.follow(await server.socket(), watch, { id: pollId });
    await inbox.next();
    for (let n = 0; n < 7; n += 1) {
      await vote(hall, pollId, n, ['YES']);
      await inbox.find(({ pollTally }) => pollTally.poll.tally.cast === n + 1);
    }
    for (const { pollTally } of inbox.all as any[]) {
      expect(pollTally.poll.tally).toMatchObject({ shown: false, blank: null });
      expect(pollTally.poll.tally.options.map(({ votes }: { votes: unknown }) => votes)).toEqual([null, null, null]);
    }
  });
});
