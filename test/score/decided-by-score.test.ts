import { TieCriterion } from '../../src/bloc/rule';
import { PollKind } from '../../src/poll/poll';
import { defaultRule } from '../../src/poll/rules';
import { faultsOf, recount } from '../../src/record/recount';
import { releaseRanks } from '../../src/score/release-ranks';
import { closePoll, openPoll } from '../support/acts';
import { aDraftPoll, logOf, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aHall, at, closesYear, type Hall } from '../support/hall';
import { finalScores, theScorers } from '../support/scores';

let test: TestDatabase;
beforeAll(async () => {
  test = await freshDatabase();
});
afterAll(() => test.drop());

/** A question which one of the first two members gets the one seat, and the score decides a tie. */
const oneSeat = (hall: Hall) =>
  aDraftPoll(hall, {
    kind: PollKind.CHOOSE,
    maxChoices: 1,
    options: [0, 1].map((n) => ({
      ...{ code: `m${n + 1}`, label: { vi: `Đơn vị ${n + 1}`, en: null }, memberId: at(hall.members, n).id },
      ...{ proposalId: null, goesFirst: false },
    })),
    rule: {
      ...defaultRule(true),
      ...{ base: 'PRESENT', passNumerator: 1, passDenominator: 5, passStrict: false, seats: 1 },
      tieOrder: [TieCriterion.VOTES, TieCriterion.SCORE],
    } as never,
  });

describe('a tie that the score decides', () => {
  it('goes to the higher final score, once it is released, and not before', async () => {
    const hall = await aHall(test.db, { members: 4 });
    const by = await theScorers(hall);
    const pollId = await oneSeat(hall);
    const open = () => openPoll(test.db, hall.chair, { pollId, idempotencyKey: null });
    expect(await refusalOf(open())).toMatchObject({ code: 'SCORE_NOT_FINAL' });
    await finalScores(hall, by, ['16', '17.5', '12', '12']);
    expect(await refusalOf(open())).toMatchObject({ code: 'SCORE_NOT_FINAL' });
    await releaseRanks(test.db, hall.chair, { blocId: hall.bloc.id, year: closesYear });
    await open();
    for (const [n, choice] of ['m1', 'm2', 'm1', 'm2'].entries()) await vote(hall, pollId, n, [choice]);
    await closePoll(test.db, hall.chair, { pollId, idempotencyKey: null });
    const log = await logOf(hall);
    expect(log.find(({ kind }) => kind === 'pollOpened')?.data.scores).toEqual({ m1: '16', m2: '17.5' });
    expect(log.find(({ kind }) => kind === 'pollClosed')?.data).toMatchObject({
      ...{ outcome: 'PASSED', votes: { m1: 2, m2: 2 }, winners: ['m2'], decidedBy: { m2: 'SCORE' } },
    });
    expect(faultsOf(await recount(test.db, { slug: null }))).toEqual([]);
  });
});
