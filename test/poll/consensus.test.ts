import { proposeAward } from '../../src/award/propose-award';
import { checkOut } from '../../src/conference/check-out';
import type { Viewer } from '../../src/graphql/authorize/viewer';
import { publicViewer } from '../../src/graphql/authorize/viewer';
import { removePoll } from '../../src/poll/edit-poll';
import { Poll, PollKind, PollState, Secrecy } from '../../src/poll/poll';
import { type RecordConsensusInput, recordConsensus } from '../../src/poll/record-consensus';
import { retractConsensus } from '../../src/poll/retract-consensus';
import { schedulePoll } from '../../src/poll/schedule-poll';
import { faultsOf, recount } from '../../src/record/recount';
import { makeSchema } from '../../src/schema';
import { openPoll } from '../support/acts';
import { aDraftPoll, anOpenPoll, logOf, vote } from '../support/ballots';
import { refusalOf } from '../support/caller-connection';
import { servicesOf } from '../support/context';
import { freshDatabase, type TestDatabase } from '../support/database';
import { dataOf } from '../support/graph';
import { aHall, at, type Hall } from '../support/hall';

const schema = makeSchema();
let database: TestDatabase;
let hall: Hall;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  hall = await aHall(database.db);
});
afterAll(() => database.drop());

const agree = (pollId: string, more: Partial<RecordConsensusInput> = {}, viewer: Viewer = hall.chair) =>
  recordConsensus(hall.db, viewer, { pollId, ...more }, servicesOf(hall.db).pollSubjects);
const retract = (pollId: string, viewer: Viewer = hall.chair) =>
  retractConsensus(hall.db, viewer, { pollId, reason: 'Có ý kiến khác' });
const pollOf = (id: string) => hall.db.manager.findOneByOrFail(Poll, { id });
const faults = async () => faultsOf(await recount(hall.db, { slug: hall.conference.slug }));
const options = ['a', 'b', 'c'].map((code) => ({ code, label: { vi: code, en: null } }));

describe('recordConsensus', () => {
  it.each([Secrecy.NAMED, Secrecy.UNLINKED])('settles a question without a count (%s)', async (secrecy) => {
    const pollId = await aDraftPoll(hall, { secrecy });
    await agree(pollId, { note: 'Cả hội trường nhất trí' });
    const document = `{ poll(id: "${pollId}") { state method tally { shown cast outcome options { votes } } } }`;
    const { poll }: any = await dataOf(schema, hall.db, { document, viewer: publicViewer });
    expect(poll).toMatchObject({ state: 'CLOSED', method: 'CONSENSUS' });
    expect(poll.tally).toMatchObject({ shown: false, cast: 0, outcome: 'PASSED' });
    expect(poll.tally.options.map(({ votes }: any) => votes)).toEqual([null, null, null]);
    const data = { outcome: 'PASSED', winners: [], electors: 5, present: 5, note: 'Cả hội trường nhất trí' };
    expect((await logOf(hall)).at(-1)).toMatchObject({ kind: 'pollAgreed', data });
    expect(await faults()).toEqual([]);
  });

  it('names the options that were agreed on, no more than there are seats', async () => {
    const pollId = await aDraftPoll(hall, { kind: PollKind.CHOOSE, options, maxChoices: 2 });
    for (const winners of [[], ['a', 'b', 'c'], ['a', 'a'], ['d']])
      expect(await refusalOf(agree(pollId, { winners }))).toMatchObject({ code: 'BAD_USER_INPUT' });
    await agree(pollId, { winners: ['b', 'a'] });
    expect((await pollOf(pollId)).result).toMatchObject({ outcome: 'PASSED', winners: ['a', 'b'] });
    expect(await faults()).toEqual([]);
  });

  it('is taken back with a reason: the question is put to the vote then, and both stay in the log', async () => {
    const pollId = await aDraftPoll(hall);
    await agree(pollId);
    await retract(pollId);
    expect(await pollOf(pollId)).toMatchObject({ state: PollState.DRAFT, result: null, closedAt: null });
    expect(await faults()).toEqual([]);
    await openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
    await vote(hall, pollId, 0, ['NO']);
    const told = (await logOf(hall)).filter(({ subject }) => subject === pollId).map(({ kind }) => kind);
    expect(told).toEqual(['pollCreated', 'pollAgreed', 'consensusRetracted', 'pollOpened', 'ballotCast']);
    expect(await faults()).toEqual([]);
  });

  it('leaves a sound log behind when it was taken back and the draft, scheduled meanwhile, was removed', async () => {
    const pollId = await aDraftPoll(hall);
    await agree(pollId);
    await retract(pollId);
    await schedulePoll(hall.db, hall.chair, { pollId, minutes: 5 });
    await removePoll(hall.db, hall.secretary, { pollId });
    expect(await faults()).toEqual([]);
  });

  it('is for the chair, in session, with a quorum, and for drafts', async () => {
    const pollId = await aDraftPoll(hall);
    for (const viewer of [hall.secretary, at(hall.delegates, 0)])
      expect(await refusalOf(agree(pollId, {}, viewer))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusalOf(agree(await anOpenPoll(hall)))).toMatchObject({ code: 'POLL_STATE' });
    expect(await refusalOf(retract(pollId))).toMatchObject({ code: 'POLL_STATE' });
    expect(await refusalOf(retract(pollId, hall.secretary))).toMatchObject({ code: 'FORBIDDEN' });
    for (const { delegateId } of hall.delegates.slice(1))
      await checkOut(hall.db, hall.secretary, { conferenceId: hall.conference.id, delegateId, idempotencyKey: null });
    expect(await refusalOf(agree(pollId))).toMatchObject({ code: 'NO_QUORUM', facts: { present: 1, electors: 5 } });
  });

  it('leaves award proposals to their own act', async () => {
    const { subject: proposalId } = await proposeAward(hall.db, hall.secretary, {
      conferenceId: hall.conference.id,
      awardCode: 'CO_TD_CHINH_PHU',
      memberId: at(hall.members, 0).id,
    });
    const pollId = await aDraftPoll(hall, { proposalId });
    expect(await refusalOf(agree(pollId))).toMatchObject({ code: 'PROPOSAL_STATE' });
  });

  it('is noticed by a recount where the tables say something else', async () => {
    const pollId = await aDraftPoll(hall);
    await agree(pollId);
    await hall.db.query(`update poll set result = jsonb_set(result, '{consensus,present}', '4') where id = $1`, [
      pollId,
    ]);
    expect((await faults()).join()).toContain('present of its consensus');
  });
});
