import { randomUUID } from 'node:crypto';
import { pollSubjects } from '../../src/award/poll-subjects';
import { proposeAward } from '../../src/award/propose-award';
import { AppointmentMode, LeadershipRole, LeadershipTerm } from '../../src/bloc/leadership-term';
import { TieCriterion } from '../../src/bloc/rule';
import type { CreatePollInput } from '../../src/poll/create-poll';
import { createSecondBallot } from '../../src/poll/create-second-ballot';
import { type DecideTieInput, decideTie } from '../../src/poll/decide-tie';
import { editPoll } from '../../src/poll/edit-poll';
import * as opening from '../../src/poll/open-poll';
import { Poll, PollKind, Secrecy } from '../../src/poll/poll';
import { defaultRule } from '../../src/poll/rules';
import type { PollSubjects } from '../../src/poll/subjects';
import { faultsOf, recount } from '../../src/record/recount';
import { closePoll, openPoll, voidPoll } from '../support/acts';
import { ballotKeys } from '../support/ballot-keys';
import { aDraftPoll, logOf, pollInput, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { aHall, at, closesYear, type Hall } from '../support/hall';
import { outcomes } from '../support/log';
import { aServer, type TestServer } from '../support/server';
import { whileLogHeld } from '../support/while-log-held';

const { VOTES, SCORE, DECREE_152_ART_4_6, SECOND_BALLOT, LEADERS_DECIDE } = TieCriterion;
/** One seat for whoever has most votes, be they few. */
const oneSeat = { ...defaultRule(false), passNumerator: 1, passDenominator: 1_000, passStrict: false, seats: 1 };

let server: TestServer;
let hall: Hall;
beforeAll(async () => {
  server = await aServer();
});
beforeEach(async () => {
  hall = await aHall(server.database.db, { members: 6 });
});
afterEach(() => server.hangUp());
afterAll(() => server.close());

/** A draft to choose among the first members by the code of each, `m0` to `m3`. */
function choosing(changes: Partial<CreatePollInput> = {}, goesFirst: (place: number) => boolean | null = () => null) {
  const options = [0, 1, 2, 3].map((place) => ({
    code: `m${place}`,
    label: { vi: `Đơn vị ${place}`, en: null },
    memberId: at(hall.members, place).id,
    goesFirst: goesFirst(place),
  }));
  return aDraftPoll(hall, { kind: PollKind.CHOOSE, maxChoices: 1, options, rule: oneSeat, ...changes });
}
const open = (pollId: string) => openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
const close = (pollId: string) => closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
const second = (pollId: string) => createSecondBallot(hall.db, hall.secretary, { pollId });
const again = async (pollId: string) => (await second(pollId)).subject;

/** Opens the poll, lets each of so many members choose, and closes it. */
async function count(pollId: string, choices: readonly string[]): Promise<void> {
  await open(pollId);
  for (const [n, code] of choices.entries()) await vote(hall, pollId, n, [code]);
  await close(pollId);
}

const pollOf = (id: string) => hall.db.manager.findOneByOrFail(Poll, { id });

const tallyDocument = `query ($id: ID!) { poll(id: $id) { secondBallot maxChoices rule { seats } options { code } tally {
  outcome options { option { code } won decidedBy }
  tie { options { code } seats next decision { reason winners { code } leader { name { vi } } deputy { name { vi } } } } } } }`;
const standing = async (id: string) => (await server.ask(tallyDocument, { id })).data.poll;
const deciding = async (changes: Partial<DecideTieInput> & { pollId: string }) =>
  decideTie(hall.db, hall.chair, {
    ...{ winners: ['m1'], reason: 'Dẫn đầu nhiều phong trào' },
    ...{ leaderDelegateId: at(hall.people, 0).id, deputyDelegateId: at(hall.people, 1).id },
    ...changes,
  });

async function leadBy(member: number, role: LeadershipRole): Promise<void> {
  await hall.db.manager.insert(LeadershipTerm, {
    ...{ id: randomUUID(), blocId: hall.bloc.id, memberId: at(hall.members, member).id, conferenceId: null },
    ...{ year: closesYear, role, ordinal: 1, mode: AppointmentMode.ANNOUNCED, rehearsal: false, supersededAt: null },
  } as LeadershipTerm);
}

describe('a tie', () => {
  it('goes to a second ballot among the tied for the seats left, twice, then to leader and deputy', async () => {
    const first = await choosing({ maxChoices: 2, rule: { ...oneSeat, seats: 2 } });
    await open(first);
    for (const [n, choices] of [['m0', 'm1'], ['m0', 'm2'], ['m0'], ['m3']].entries())
      await vote(hall, first, n, choices);
    await close(first);
    expect((await standing(first)).tally).toEqual({
      outcome: 'TIED',
      options: [
        { option: { code: 'm0' }, won: true, decidedBy: 'VOTES' },
        ...['m1', 'm2', 'm3'].map((code) => ({ option: { code }, won: false, decidedBy: null })),
      ],
      tie: {
        options: [{ code: 'm1' }, { code: 'm2' }, { code: 'm3' }],
        seats: 1,
        next: 'SECOND_BALLOT',
        decision: null,
      },
    });
    const two = await again(first);
    expect(await standing(two)).toMatchObject({
      ...{ secondBallot: 1, maxChoices: 1, rule: { seats: 1 } },
      options: [{ code: 'm1' }, { code: 'm2' }, { code: 'm3' }],
    });
    await count(two, ['m1', 'm1', 'm2', 'm2', 'm3']);
    const three = await again(two);
    expect(await standing(three)).toMatchObject({ secondBallot: 2, options: [{ code: 'm1' }, { code: 'm2' }] });
    await count(three, ['m1', 'm2']);
    expect(await refusalOf(second(three))).toMatchObject({ code: 'TIE_STATE', facts: { next: 'LEADERS_DECIDE' } });
    await deciding({ pollId: three });
    expect((await standing(three)).tally).toEqual({
      outcome: 'PASSED',
      options: [
        { option: { code: 'm1' }, won: true, decidedBy: 'LEADERS_DECIDE' },
        { option: { code: 'm2' }, won: false, decidedBy: null },
      ],
      tie: {
        ...{ options: [{ code: 'm1' }, { code: 'm2' }], seats: 1, next: null },
        decision: {
          ...{ reason: 'Dẫn đầu nhiều phong trào', winners: [{ code: 'm1' }] },
          ...{ leader: { name: { vi: 'Đại biểu 1' } }, deputy: { name: { vi: 'Đại biểu 2' } } },
        },
      },
    });
    expect((await logOf(hall)).at(-1)).toMatchObject({
      kind: 'tieDecided',
      subject: three,
      data: {
        poll: 3,
        winners: ['m1'],
        leader: 'Đại biểu 1',
        deputy: 'Đại biểu 2',
        reason: 'Dẫn đầu nhiều phong trào',
      },
    });
    expect(faultsOf(await recount(hall.db, { slug: hall.conference.slug }))).toEqual([]);
  });

  it('is decided in a second ballot by its votes alone, however few the rule would ask', async () => {
    const flag = { passNumerator: 1, passDenominator: 2, passStrict: false };
    const first = await choosing({ maxChoices: 2, rule: { ...oneSeat, ...flag } });
    await open(first);
    for (const n of [0, 1, 2]) await vote(hall, first, n, ['m0', 'm1']);
    await close(first);
    const two = await again(first);
    await count(two, ['m0', 'm1', 'm1']);
    expect((await standing(two)).tally).toMatchObject({ outcome: 'PASSED', tie: null });
    expect((await pollOf(two)).result).toMatchObject({ winners: ['m1'], decidedBy: { m1: VOTES } });
    expect(faultsOf(await recount(hall.db, { slug: hall.conference.slug }))).toEqual([]);
  });

  it('has one second ballot, made once of two tries at once, and another only when that is set aside', async () => {
    const first = await choosing();
    await count(first, ['m0', 'm1']);
    const tries = await whileLogHeld(hall, () => outcomes(second(first), second(first)));
    expect(tries).toEqual(['TIE_STATE', 'done']);
    const [made] = await hall.db.manager.findBy(Poll, { previousId: first });
    expect(await refusalOf(second(first))).toMatchObject({ code: 'TIE_STATE', facts: { secondBallot: made!.id } });
    await voidPoll(hall.db, hall.chair, { pollId: made!.id, reason: 'Nhầm phiếu', idempotencyKey: null });
    expect(await standing(await again(first))).toMatchObject({ secondBallot: 1 });
  });

  it('has none where nobody is tied, after closing of the conference, and for those who may not', async () => {
    const pollId = await choosing();
    await count(pollId, ['m0']);
    expect(await refusalOf(second(pollId))).toMatchObject({ code: 'TIE_STATE' });
    expect(await refusalOf(createSecondBallot(hall.db, at(hall.delegates, 0), { pollId }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    const tied = await choosing();
    await count(tied, ['m0', 'm1']);
    await hall.db.query(`update conference set state = 'CLOSED', closed_at = now() where id = $1`, [
      hall.conference.id,
    ]);
    expect(await refusalOf(second(tied))).toMatchObject({ code: 'CONFERENCE_NOT_OPEN' });
  });

  it('asks what it asks: a second ballot is not rewritten', async () => {
    const first = await choosing();
    await count(first, ['m0', 'm1']);
    const pollId = await again(first);
    const { conferenceId: _, ...input } = pollInput(hall);
    expect(await refusalOf(editPoll(hall.db, hall.secretary, { ...input, pollId }, pollSubjects))).toMatchObject({
      code: 'POLL_STATE',
    });
  });

  it('decides on award proposals: winners are proposed, the tied wait for the second ballot', async () => {
    const options = [];
    for (const place of [0, 1, 2]) {
      const memberId = at(hall.members, place).id;
      const input = { conferenceId: hall.conference.id, awardCode: 'BK_THU_TUONG', memberId };
      const proposalId = (await proposeAward(hall.db, hall.secretary, input)).subject;
      options.push({ code: `m${place}`, label: { vi: `Đơn vị ${place}`, en: null }, proposalId });
    }
    const first = await choosing({ options });
    await count(first, ['m0', 'm0', 'm1', 'm1', 'm2']);
    const states = async () =>
      (
        await server.ask(`{ conference(id: "${hall.conference.id}") { proposals { nodes { state } } } }`)
      ).data.conference.proposals.nodes.map(({ state }: { state: string }) => state);
    expect(await states()).toEqual(['NOMINATED', 'NOMINATED', 'NOT_PROPOSED']);
    const two = await again(first);
    await count(two, ['m0', 'm1', 'm1']);
    expect(await states()).toEqual(['NOT_PROPOSED', 'PROPOSED', 'NOT_PROPOSED']);
  });
});

describe('leader and deputy', () => {
  const tiedAtOnce = async () => {
    const pollId = await choosing({ rule: { ...oneSeat, tieOrder: [VOTES, LEADERS_DECIDE] } });
    await count(pollId, ['m0', 'm1']);
    return pollId;
  };

  it('decide once, and only where the order comes to them', async () => {
    const pollId = await tiedAtOnce();
    const tries = await whileLogHeld(hall, () => outcomes(deciding({ pollId, winners: ['m0'] }), deciding({ pollId })));
    expect(tries).toEqual(['TIE_STATE', 'done']);
    const other = await choosing();
    await count(other, ['m0', 'm1']);
    expect(await refusalOf(deciding({ pollId: other }))).toMatchObject({
      ...{ code: 'TIE_STATE', facts: { next: 'SECOND_BALLOT' } },
    });
    const never = await choosing({ rule: { ...oneSeat, tieOrder: [VOTES] } });
    await count(never, ['m0', 'm1']);
    expect(await refusalOf(deciding({ pollId: never }))).toMatchObject({ code: 'TIE_STATE', facts: { next: null } });
  });

  it('give as many seats as are left, to the tied alone', async () => {
    const pollId = await tiedAtOnce();
    for (const winners of [[], ['m0', 'm1'], ['m2'], ['m0', 'm0']])
      expect(await refusalOf(deciding({ pollId, winners }))).toMatchObject({
        ...{ code: 'BAD_USER_INPUT', facts: { argument: 'winners' } },
      });
  });

  it('are two people, of the members that hold the posts', async () => {
    const pollId = await tiedAtOnce();
    const person = (place: number) => at(hall.people, place).id;
    const refused = async (leader: number, deputy: number | null) =>
      (
        await refusalOf(
          deciding({
            ...{ pollId, leaderDelegateId: person(leader) },
            deputyDelegateId: deputy === null ? null : person(deputy),
          }),
        )
      ).facts?.argument;
    expect(await refused(0, 0)).toBe('deputyDelegateId');
    await leadBy(2, LeadershipRole.LEADER);
    await leadBy(3, LeadershipRole.DEPUTY);
    expect(await refused(0, 3)).toBe('leaderDelegateId');
    expect(await refused(2, 0)).toBe('deputyDelegateId');
    expect(await refused(2, null)).toBe('deputyDelegateId');
    await deciding({ pollId, leaderDelegateId: person(2), deputyDelegateId: person(3) });
    expect((await pollOf(pollId)).tieDecision).toMatchObject({ winners: ['m1'], leaderId: person(2) });
  });

  it('need no deputy in a bloc without one', async () => {
    const pollId = await tiedAtOnce();
    await deciding({ pollId, deputyDelegateId: null });
    expect((await pollOf(pollId)).tieDecision).toMatchObject({ deputyId: null });
  });

  it('are entered by the chair, of their own conference, while it is in session', async () => {
    const pollId = await tiedAtOnce();
    const asSecretary = decideTie(hall.db, hall.secretary, {
      ...{ pollId, winners: ['m1'], reason: 'Dẫn đầu', leaderDelegateId: at(hall.people, 0).id },
    });
    expect(await refusalOf(asSecretary)).toMatchObject({ code: 'FORBIDDEN' });
    const elsewhere = await aHall(hall.db);
    expect(await refusalOf(deciding({ pollId, leaderDelegateId: at(elsewhere.people, 0).id }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    await hall.db.query(`update conference set state = 'CLOSED', closed_at = now() where id = $1`, [
      hall.conference.id,
    ]);
    expect(await refusalOf(deciding({ pollId }))).toMatchObject({ code: 'CONFERENCE_NOT_OPEN' });
  });
});

describe('the final score', () => {
  const rule = { ...oneSeat, tieOrder: [VOTES, SCORE, SECOND_BALLOT] };
  const scored = (scores: ReadonlyMap<string, string> | null): PollSubjects => ({
    ...pollSubjects,
    finalScores: () => Promise.resolve(scores),
  });
  const openBy = (pollId: string, subjects: PollSubjects) =>
    opening.openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null }, { subjects, keys: ballotKeys });

  it('is refused while there is none, with a code of its own', async () => {
    const pollId = await choosing({ rule });
    expect(await refusalOf(open(pollId))).toMatchObject({ code: 'SCORE_NOT_FINAL' });
    const three = new Map(hall.members.slice(0, 3).map(({ id }) => [id, '90']));
    expect(await refusalOf(openBy(pollId, scored(three)))).toMatchObject({
      ...{ code: 'SCORE_NOT_FINAL', facts: { option: 'm3' } },
    });
    expect((await pollOf(pollId)).state).toBe('DRAFT');
  });

  it('is frozen at opening and decides the tie, as a recount finds', async () => {
    const scores = ['95.25', '95.3', '80', '99'];
    const pollId = await choosing({ rule });
    await openBy(pollId, scored(new Map(scores.map((score, n) => [at(hall.members, n).id, score]))));
    for (const [n, code] of ['m0', 'm1'].entries()) await vote(hall, pollId, n, [code]);
    await close(pollId);
    expect((await pollOf(pollId)).result).toMatchObject({ winners: ['m1'], decidedBy: { m1: SCORE } });
    const slug = hall.conference.slug;
    expect(faultsOf(await recount(hall.db, { slug }))).toEqual([]);
    await hall.db.query(`update poll_option set score = 95.2 where poll_id = $1 and code = 'm1'`, [pollId]);
    expect(faultsOf(await recount(hall.db, { slug })).join('\n')).toMatch(/scores of the options are not those/);
  });

  it('is not asked for in a yes/no poll, where nothing ties', async () => {
    const pollId = await aDraftPoll(hall, { rule });
    await open(pollId);
    expect((await pollOf(pollId)).state).toBe('OPEN');
  });
});

describe('the rule of Decree 152/2025', () => {
  const rule = { ...oneSeat, tieOrder: [VOTES, DECREE_152_ART_4_6, SECOND_BALLOT] };

  it('asks of each option whether it goes first', async () => {
    expect(await refusalOf(choosing({ rule }, (place) => (place === 3 ? null : false)))).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', facts: { argument: 'options.goesFirst' } },
    });
  });

  it('puts a woman or a collective of women first, and says that it did', async () => {
    const pollId = await choosing({ rule }, (place) => place === 1);
    await count(pollId, ['m0', 'm1']);
    expect((await standing(pollId)).tally.options[1]).toEqual({
      ...{ option: { code: 'm1' }, won: true, decidedBy: 'DECREE_152_ART_4_6' },
    });
    const slug = hall.conference.slug;
    expect(faultsOf(await recount(hall.db, { slug }))).toEqual([]);
    await hall.db.query(`update poll_option set goes_first = code = 'm0' where poll_id = $1`, [pollId]);
    expect(faultsOf(await recount(hall.db, { slug })).join('\n')).toMatch(/by the rule it is PASSED m0/);
  });
});

describe('the rule of a poll', () => {
  it('has a tie order that begins with the votes, each criterion once', async () => {
    for (const tieOrder of [[SECOND_BALLOT], [], [VOTES, LEADERS_DECIDE, LEADERS_DECIDE]])
      expect(await refusalOf(choosing({ rule: { ...oneSeat, tieOrder } }))).toMatchObject({
        ...{ code: 'BAD_USER_INPUT', facts: { argument: 'rule.tieOrder' } },
      });
  });

  it('keeps its tie order from opening on: a recount compares it with the log', async () => {
    const pollId = await choosing();
    await count(pollId, ['m0', 'm1']);
    const slug = hall.conference.slug;
    await hall.db.query(`update poll set tie_order = '{VOTES,DECREE_152_ART_4_6}' where id = $1`, [pollId]);
    expect(faultsOf(await recount(hall.db, { slug })).join('\n')).toMatch(/the rule is .*DECREE_152_ART_4_6/);
  });

  it('never lets a decision stand that the log does not tell', async () => {
    const pollId = await choosing({ rule: { ...oneSeat, tieOrder: [VOTES, LEADERS_DECIDE] }, secrecy: Secrecy.NAMED });
    await count(pollId, ['m0', 'm1']);
    await deciding({ pollId });
    const slug = hall.conference.slug;
    await hall.db.query(`update poll set tie_decision = jsonb_set(tie_decision, '{winners}', '["m2"]') where id = $1`, [
      pollId,
    ]);
    const faults = faultsOf(await recount(hall.db, { slug })).join('\n');
    expect(faults).toMatch(/the tie: winners is \["m2"\], by the log \["m1"\]/);
    expect(faults).toMatch(/gave a seat to m2, not tied for it/);
  });
});
