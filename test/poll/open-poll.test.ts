import { DecisionStep } from '../../src/award/decision';
import { proposeAward } from '../../src/award/propose-award';
import { recordDecision } from '../../src/award/record-decision';
import { countBallots } from '../../src/poll/count';
import type { CreatePollInput } from '../../src/poll/create-poll';
import { Poll, PollKind, Secrecy } from '../../src/poll/poll';
import { countsShown, defaultRule } from '../../src/poll/rules';
import { tallyOf } from '../../src/poll/tally';
import { closePoll, openPoll, voidPoll } from '../support/acts';
import { aDraftPoll, anOpenPoll, logOf, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, type Hall } from '../support/hall';
import { outcomes } from '../support/log';
import { whileLogHeld } from '../support/while-log-held';

const subject = 'BK_THU_TUONG';
/** One seat for whoever has most votes, be they few. */
const oneSeat = { ...defaultRule(false), passNumerator: 1, passDenominator: 1_000, passStrict: false, seats: 1 };

let database: TestDatabase;
let hall: Hall;
let proposals: readonly string[];
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db);
  const ids: string[] = [];
  for (const { id: memberId } of hall.members.slice(0, 3)) {
    const input = { conferenceId: hall.conference.id, awardCode: subject, memberId };
    ids.push((await proposeAward(hall.db, hall.secretary, input)).subject);
  }
  proposals = ids;
});
afterAll(() => database.drop());

const open = (pollId: string) => openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
const close = (pollId: string) => closePoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
const setAside = (pollId: string) =>
  voidPoll(hall.db, hall.chair, { pollId, reason: 'Kiểm phiếu sai', idempotencyKey: null });
const record = (proposalId: string, step: DecisionStep) =>
  recordDecision(hall.db, hall.secretary, { proposalId, step });

/** A draft about the first proposal, with changes. */
const asking = (changes: Partial<CreatePollInput> = {}) =>
  aDraftPoll(hall, { subject, proposalId: at(proposals, 0), ...changes });

/** A draft to choose among some of the proposals, by place. */
function choosing(places: readonly number[], changes: Partial<CreatePollInput> = {}): Promise<string> {
  const options = places.map((place) => ({
    code: `p${place}`,
    label: { vi: `Đề nghị ${place}`, en: null },
    memberId: null,
    proposalId: at(proposals, place),
  }));
  return aDraftPoll(hall, { subject, kind: PollKind.CHOOSE, maxChoices: 1, options, ...changes });
}

/** Opens a poll about the first proposal, lets all vote so and closes it. */
async function counted(choice: 'YES' | 'NO', changes: Partial<CreatePollInput> = {}): Promise<string> {
  const pollId = await anOpenPoll(hall, { subject, proposalId: at(proposals, 0), ...changes });
  for (const place of hall.members.keys()) await vote(hall, pollId, place, [choice]);
  await close(pollId);
  return pollId;
}

describe('openPoll about an award proposal', () => {
  it('refuses a second poll while one about it is open, whatever their kinds', async () => {
    const first = await asking();
    await open(first);
    const drafts = [await asking(), await choosing([0, 1])];
    for (const pollId of drafts) {
      expect(await refusalOf(open(pollId))).toMatchObject({
        code: 'POLLS_OPEN',
        facts: { proposalId: at(proposals, 0), polls: [first] },
      });
    }
    await open(await choosing([1, 2]));
  });

  it('opens one of two at once', async () => {
    const drafts = [await asking(), await choosing([1, 0])];
    // Neither has written when both have looked.
    expect(await whileLogHeld(hall, () => outcomes(...drafts.map(open)))).toEqual(['POLLS_OPEN', 'done']);
  });

  it('refuses what was agreed by consensus', async () => {
    const pollId = await asking();
    await record(at(proposals, 0), DecisionStep.AGREED);
    expect(await refusalOf(open(pollId))).toMatchObject({
      code: 'PROPOSAL_STATE',
      facts: { proposalId: at(proposals, 0), step: 'AGREED', cure: expect.stringContaining('set the poll aside') },
    });
  });

  it('lets one of a consensus and an opening at once stand', async () => {
    const pollId = await asking();
    const results = await whileLogHeld(hall, () =>
      outcomes(open(pollId), record(at(proposals, 0), DecisionStep.AGREED)),
    );
    expect([
      ['POLLS_OPEN', 'done'],
      ['PROPOSAL_STATE', 'done'],
    ]).toContainEqual(results);
  });

  it.each(['YES', 'NO'] as const)('asks again after %s only as a further round of the poll counted', async (choice) => {
    const first = await counted(choice);
    expect(await refusalOf(open(await asking()))).toMatchObject({
      code: 'PROPOSAL_STATE',
      facts: { step: null, counted: [first], cure: expect.stringContaining('previousId') },
    });
    const second = await counted('YES', { previousId: first });
    expect(await refusalOf(open(await asking({ previousId: first })))).toMatchObject({
      facts: { counted: [first, second] },
    });
    await open(await asking({ previousId: second }));
  });

  it('goes on from a round that was set aside', async () => {
    const first = await counted('NO');
    const second = await asking({ previousId: first });
    await open(second);
    await setAside(second);
    await open(await asking({ previousId: second }));
  });

  it('begins anew when the only count was set aside', async () => {
    await setAside(await counted('YES'));
    await open(await asking());
  });

  it('takes those tied for the last seat into another round', async () => {
    const first = await choosing([0, 1, 2], { rule: oneSeat });
    await open(first);
    for (const [place, code] of ['p0', 'p0', 'p1', 'p1', 'p2'].entries()) await vote(hall, first, place, [code]);
    await close(first);
    await open(await choosing([0, 1], { previousId: first }));
  });

  it('refuses a further round once the council has decided', async () => {
    const first = await counted('YES');
    const second = await asking({ previousId: first });
    await record(at(proposals, 0), DecisionStep.REFUSED);
    expect(await refusalOf(open(second))).toMatchObject({ code: 'PROPOSAL_STATE', facts: { step: 'REFUSED' } });
    // Nothing rests on a draft.
    await setAside(second);
  });
});

describe('the choice of openPoll whether counts run live', () => {
  it.each([
    ['a named poll as it was made', Secrecy.NAMED, undefined, true],
    ['a named poll', Secrecy.NAMED, false, false],
    ['a secret poll', Secrecy.UNLINKED, false, false],
    ['a secret poll as it was made', Secrecy.UNLINKED, null, false],
  ] as const)('holds for %s (%s, %s): %s', async (_, secrecy, liveTally, runs) => {
    const pollId = await aDraftPoll(hall, { secrecy });
    await openPoll(hall.db, hall.chair, {
      pollId,
      idempotencyKey: null,
      ...(liveTally === undefined ? {} : { liveTally }),
    });
    const poll = await hall.db.manager.findOneByOrFail(Poll, { id: pollId });
    expect(poll).toMatchObject({ liveTally: runs });
    expect(countsShown(poll)).toBe(runs);
    expect((await logOf(hall)).at(-1)).toMatchObject({ kind: 'pollOpened', data: { liveTally: runs } });
    await vote(hall, pollId, 0, ['YES']);
    const shown = secrecy === Secrecy.NAMED && runs;
    expect(Object.hasOwn((await logOf(hall)).at(-1)?.data ?? {}, 'choices')).toBe(shown);
  });
});

describe('the counts of a secret poll', () => {
  const secrecy = Secrecy.UNLINKED;

  it('never run: neither as it is made nor as it is opened, and the tables do not take it either', async () => {
    const refused = { code: 'SECRET_COUNTS', facts: { argument: 'liveTally' } };
    expect(await refusalOf(aDraftPoll(hall, { secrecy, liveTally: true }))).toMatchObject(refused);
    const pollId = await aDraftPoll(hall, { secrecy, liveTally: null });
    const open = (liveTally: boolean | null) =>
      openPoll(hall.db, hall.chair, { pollId, liveTally, idempotencyKey: null });
    expect(await refusalOf(open(true))).toMatchObject(refused);
    const raise = () => hall.db.query('update poll set live_tally = true where id = $1', [pollId]);
    await expect(raise()).rejects.toThrow(/poll_live_tally_check/);
    await open(null);
    await expect(raise()).rejects.toThrow(/poll_live_tally_check/);
  });

  it('are not shown of a poll that the tables had let through, while its turnout is', async () => {
    const pollId = await aDraftPoll(hall, { secrecy });
    await openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    await vote(hall, pollId, 0, ['YES']);
    const poll = await hall.db.manager.findOneByOrFail(Poll, { id: pollId });
    const counted = (await countBallots(hall.db.manager, [pollId])).get(pollId)!;
    expect(tallyOf({ ...poll, liveTally: true }, [], counted)).toMatchObject({ shown: false, blank: null, cast: 1 });
  });
});

describe('openPoll with a rule that asks for nothing, or for more than all', () => {
  it.each([
    ['quorum_numerator = 0, pass_numerator = 0', 'rule.quorumNumerator'],
    ['pass_numerator = pass_denominator, pass_strict = true', 'rule.passStrict'],
  ])('is refused for a draft of an older release, which can be set aside: %s', async (old, argument) => {
    const pollId = await aDraftPoll(hall);
    // As it lies in the tables of an installation that was brought up to date.
    await hall.db.transaction(async (tx) => {
      const [{ definition }] = await tx.query<[{ definition: string }]>(
        `select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'poll_rule_check'`,
      );
      await tx.query('alter table poll drop constraint poll_rule_check');
      await tx.query(`update poll set ${old} where id = $1`, [pollId]);
      await tx.query(`alter table poll add constraint poll_rule_check ${definition}`);
    });
    expect(await refusalOf(openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      facts: { argument, cure: expect.stringContaining('Set the poll aside') },
    });
    const reason = 'Quy tắc không yêu cầu gì';
    await voidPoll(hall.db, hall.chair, { pollId, reason, idempotencyKey: null });
    expect(await hall.db.manager.findOneByOrFail(Poll, { id: pollId })).toMatchObject({ state: 'VOID' });
  });
});

describe('voidPoll', () => {
  it('keeps the reason without white space around it', async () => {
    const pollId = await asking();
    await voidPoll(hall.db, hall.chair, { pollId, reason: '  Hỏi nhầm \n', idempotencyKey: null });
    expect(await hall.db.manager.findOneByOrFail(Poll, { id: pollId })).toMatchObject({ voidReason: 'Hỏi nhầm' });
    expect((await logOf(hall)).at(-1)?.data).toMatchObject({ reason: 'Hỏi nhầm' });
  });
});

describe('voidPoll about an award proposal', () => {
  it('refuses to set aside a count on which the council has decided', async () => {
    const pollId = await counted('YES');
    await record(at(proposals, 0), DecisionStep.APPROVED);
    expect(await refusalOf(setAside(pollId))).toMatchObject({
      code: 'PROPOSAL_STATE',
      facts: { proposals: [at(proposals, 0)] },
    });
  });

  it('lets one of a decision and a setting aside at once stand', async () => {
    const pollId = await counted('YES');
    expect(
      await whileLogHeld(hall, () => outcomes(setAside(pollId), record(at(proposals, 0), DecisionStep.APPROVED))),
    ).toEqual(['PROPOSAL_STATE', 'done']);
  });
});
