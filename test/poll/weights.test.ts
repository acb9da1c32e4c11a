import { proposeAward } from '../../src/award/propose-award';
import { Electorate } from '../../src/bloc/rule';
import { VotingRule } from '../../src/bloc/voting-rule';
import { Delegate } from '../../src/conference/delegate';
import { Poll, PollKind, PollMethod, Secrecy } from '../../src/poll/poll';
import { defaultRule } from '../../src/poll/rules';
import { faultsOf, recount } from '../../src/record/recount';
import { closePoll, openPoll, recordPollResult } from '../support/acts';
import { aDraftPoll, anOpenPoll, logOf, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { aHall, at, closesYear, type Hall } from '../support/hall';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer();
});
beforeEach(async () => {
  hall = await aHall(server.database.db, { members: 5 });
});
afterEach(() => server.hangUp());
afterAll(() => server.close());

const close = (pollId: string) => closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
const open = (pollId: string) => openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
const memberId = (place: number) => at(hall.members, place).id;
const weighing = (...weights: string[]) => ({
  ...defaultRule(false),
  weights: weights.map((weight, place) => ({ memberId: memberId(place), weight })),
});
const recounted = async () => faultsOf(await recount(hall.db, { slug: hall.conference.slug }));
const pollOf = (id: string) => hall.db.manager.findOneByOrFail(Poll, { id });

const document = `query ($id: ID!) { poll(id: $id) { rule { doubleMajority selfVote weights { weight member { code } } } tally {
  electors cast outcome needed weights { electors present cast blank } members { electors present cast }
  options { option { code } votes weight members } } } }`;
const shown = async (id: string) => (await server.ask(document, { id })).data.poll;

describe('weights', () => {
  it('decide, where heads would not, as exact decimals: in rule, tally, log and recount', async () => {
    const pollId = await anOpenPoll(hall, { rule: weighing('10.1', '0.2', '0.3') });
    for (const [n, choice] of ['YES', 'NO', 'NO', 'NO'].entries()) await vote(hall, pollId, n, [choice]);
    await close(pollId);
    expect(await shown(pollId)).toEqual({
      rule: {
        ...{ doubleMajority: false, selfVote: true },
        weights: ['10.1', '0.2', '0.3'].map((weight, n) => ({ weight, member: { code: `don-vi-${n + 1}` } })),
      },
      tally: {
        ...{ electors: 5, cast: 4, outcome: 'PASSED', needed: null, members: null },
        weights: { electors: '12.6', present: '12.6', cast: '11.6', blank: '0' },
        options: [
          { option: { code: 'YES' }, votes: 1, weight: '10.1', members: null },
          { option: { code: 'NO' }, votes: 3, weight: '1.5', members: null },
          { option: { code: 'ABSTAIN' }, votes: 0, weight: '0', members: null },
        ],
      },
    });
    const entries = await logOf(hall);
    const told = (kind: string) => entries.find((entry) => entry.kind === kind)!.data;
    expect(told('pollOpened').electors.map(({ weight }: { weight: string }) => weight)).toEqual([
      ...['10.1', '0.2', '0.3', '1', '1'],
    ]);
    expect(told('pollClosed').weights).toEqual({
      ...{ electors: '12.6', present: '12.6', cast: '11.6', blank: '0' },
      votes: { YES: '10.1', NO: '1.5', ABSTAIN: '0' },
    });
    expect(await recounted()).toEqual([]);
  });

  it('are those of opening: a recount finds another', async () => {
    const pollId = await anOpenPoll(hall, { rule: weighing('10.1') });
    await vote(hall, pollId, 0, ['YES']);
    await close(pollId);
    await hall.db.query(`update poll_elector set weight = 1 where poll_id = $1`, [pollId]);
    const faults = (await recounted()).join('\n');
    expect(faults).toMatch(/by the rule it is REJECTED, the result says PASSED/);
    expect(faults).toMatch(/weights: counted .*"electors":"5".*the result says .*"electors":"14.1"/);
    expect(faults).toMatch(/the electorate is not the one the log says was frozen/);
  });

  it('are never those of a secret vote, whoever gives them', async () => {
    const secrecy = Secrecy.UNLINKED;
    const refused = { code: 'SECRET_WEIGHTS', facts: { argument: 'secrecy' } };
    expect(await refusalOf(aDraftPoll(hall, { secrecy, rule: weighing('2') }))).toMatchObject(refused);
    const year = { id: hall.bloc.id, blocId: hall.bloc.id, year: closesYear, subject: 'RESOLUTION' };
    const rule = { ...defaultRule(false), memberWeights: { [memberId(0)]: '2' } };
    await hall.db.manager.insert(VotingRule, { ...year, rule });
    expect(await refusalOf(aDraftPoll(hall, { secrecy }))).toMatchObject(refused);
    expect((await pollOf(await aDraftPoll(hall))).rule.memberWeights).toEqual({ [memberId(0)]: '2' });
    const draft = await aDraftPoll(hall, { secrecy, rule: defaultRule(false) });
    await expect(hall.db.query(`update poll set member_weights = '{}' where id = $1`, [draft])).rejects.toThrow(
      'poll_weights_check',
    );
  });

  it('are of members of the bloc', async () => {
    const other = await aHall(hall.db);
    const rule = { ...defaultRule(false), weights: [{ memberId: at(other.members, 0).id, weight: '2' }] };
    expect(await refusalOf(aDraftPoll(hall, { rule }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('cannot be known of counts taken in the hall', async () => {
    const pollId = await anOpenPoll(hall, { rule: weighing('2') });
    const counts = { cast: 5, blank: 0, invalid: 0, note: null, votes: [{ code: 'YES', votes: 5 }] };
    const entered = recordPollResult(hall.db, hall.secretary, { pollId, method: PollMethod.PAPER, ...counts });
    expect(await refusalOf(entered)).toMatchObject({ code: 'RESULT_INVALID' });
  });
});

describe('both majorities', () => {
  it('are of delegates and of their members, and each is shown', async () => {
    const [first] = hall.members;
    // Three more delegates of the first member, so that it alone has more than the others together.
    await hall.db.manager.update(Delegate, { conferenceId: hall.conference.id }, { mayVote: false });
    for (const n of [0, 1, 2, 3]) {
      const own = n < 2 ? {} : { memberId: first!.id };
      await hall.db.manager.update(Delegate, at(hall.people, n).id, { mayVote: true, ...own });
    }
    // The server may have kept already what the list was before; what it keeps from here on is this one.
    await hall.db.query('delete from log_checkpoint where stream = $1', [hall.conference.id]);
    const rule = { ...defaultRule(false), electorate: Electorate.DELEGATES, doubleMajority: true };
    const pollId = await anOpenPoll(hall, { rule });
    for (const [n, choice] of ['YES', 'NO', 'YES', 'YES'].entries()) await vote(hall, pollId, n, [choice]);
    await close(pollId);
    expect((await shown(pollId)).tally).toMatchObject({
      ...{ electors: 4, cast: 4, outcome: 'REJECTED', weights: null, members: { electors: 2, present: 2, cast: 2 } },
      options: [
        { votes: 3, members: 1 },
        { votes: 1, members: 1 },
        { votes: 0, members: 0 },
      ],
    });
    expect(await recounted()).toEqual([]);
    await hall.db.query(`update poll set double_majority = false where id = $1`, [pollId]);
    expect((await recounted()).join('\n')).toMatch(/by the rule it is PASSED, the result says REJECTED/);
  });

  it('are never those of a secret vote', async () => {
    const rule = { ...defaultRule(false), electorate: Electorate.DELEGATES, doubleMajority: true };
    expect(await refusalOf(aDraftPoll(hall, { rule, secrecy: Secrecy.UNLINKED }))).toMatchObject({
      code: 'SECRET_WEIGHTS',
    });
  });
});

describe('the vote of a member on itself', () => {
  const rule = { ...defaultRule(false), selfVote: false };
  const electorsOf = async (pollId: string) =>
    (
      await hall.db.query<{ id: string }[]>('select elector_id as id from poll_elector where poll_id = $1', [pollId])
    ).map(({ id }) => id);

  it('is not there where the rule says so, and base and quorum are of the others', async () => {
    const input = { conferenceId: hall.conference.id, awardCode: 'BK_THU_TUONG', memberId: memberId(0) };
    const proposalId = (await proposeAward(hall.db, hall.secretary, input)).subject;
    const pollId = await anOpenPoll(hall, { proposalId, rule });
    expect((await electorsOf(pollId)).sort()).toEqual([1, 2, 3, 4].map(memberId).sort());
    expect(await refusalOf(vote(hall, pollId, 0, ['YES']))).toMatchObject({ code: 'NO_VOTE' });
    for (const n of [1, 2, 3]) await vote(hall, pollId, n, ['YES']);
    await close(pollId);
    // Three of four: more than half of those who may vote on it.
    expect((await shown(pollId)).tally).toMatchObject({ electors: 4, outcome: 'PASSED' });
  });

  it('is there otherwise', async () => {
    const options = [0, 1].map((n) => ({
      code: `m${n}`,
      label: { vi: `Đơn vị ${n}`, en: null },
      memberId: memberId(n),
    }));
    const pollId = await anOpenPoll(hall, { kind: PollKind.CHOOSE, options, rule: defaultRule(false) });
    expect(await electorsOf(pollId)).toHaveLength(5);
  });

  it('leaves out all members there are to choose among, and opens nothing where nobody is left', async () => {
    const choosing = (count: number) =>
      aDraftPoll(hall, {
        ...{ kind: PollKind.CHOOSE, rule },
        options: hall.members
          .slice(0, count)
          .map(({ id }, n) => ({ code: `m${n}`, label: { vi: `Đơn vị ${n}`, en: null }, memberId: id })),
      });
    const pollId = await choosing(2);
    await open(pollId);
    expect((await electorsOf(pollId)).sort()).toEqual([2, 3, 4].map(memberId).sort());
    expect(await refusalOf(open(await choosing(5)))).toMatchObject({ code: 'NO_QUORUM', facts: { electors: 0 } });
  });

  it('is asked of the quorum too', async () => {
    const few = await aHall(hall.db, { members: 5, present: 3 });
    const draft = (changes: object) => aDraftPoll(few, { ...changes, subject: 'RESOLUTION' });
    const options = [0, 4].map((n) => ({
      code: `m${n}`,
      label: { vi: `Đơn vị ${n}`, en: null },
      memberId: at(few.members, n).id,
    }));
    const polled = { kind: PollKind.CHOOSE, options };
    const opened = async (pollId: string) => openPoll(few.db, few.chair, { pollId, idempotencyKey: null });
    // Three present of five are too few, two of the three that are left are enough.
    expect(await refusalOf(opened(await draft({ ...polled, rule: defaultRule(false) })))).toMatchObject({
      code: 'NO_QUORUM',
    });
    await opened(await draft({ ...polled, rule }));
  });
});

describe('a rule of a kind of award', () => {
  it('decides on every award of the kind, unless the award has a rule of its own', async () => {
    const settle = (subject: string, floor: number, id: string) =>
      hall.db.manager.insert(VotingRule, {
        ...{ id, blocId: hall.bloc.id, year: closesYear, subject, rule: { ...defaultRule(false), floor } },
      });
    const floorOf = async (subject: string) => (await pollOf(await aDraftPoll(hall, { subject }))).rule.floor;
    await settle('EMULATION_FLAG', 7, memberId(0));
    await settle('OTHER', 8, memberId(1));
    expect([await floorOf('CO_TD_CHINH_PHU'), await floorOf('BK_THU_TUONG'), await floorOf('RESOLUTION')]).toEqual([
      ...[7, 8, 5],
    ]);
    await settle('CO_TD_CHINH_PHU', 9, memberId(2));
    expect(await floorOf('CO_TD_CHINH_PHU')).toBe(9);
  });
});
