import { type BarMemberInput, barMember, endBar } from '../../src/award/bar-member';
import { DecisionStep } from '../../src/award/decision';
import { Proposal } from '../../src/award/proposal';
import { proposeAward } from '../../src/award/propose-award';
import { recordDecision } from '../../src/award/record-decision';
import { withdrawProposal } from '../../src/award/withdraw-proposal';
import { PollKind } from '../../src/poll/poll';
import { openPoll } from '../support/acts';
import { aDraftPoll, logOf } from '../support/ballots';
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

const flag = 'CO_TD_CHINH_PHU';
const memberId = (place: number) => at(hall.members, place).id;
const propose = (place: number, changes: object = {}) =>
  proposeAward(hall.db, hall.secretary, {
    ...{ conferenceId: hall.conference.id, awardCode: flag, memberId: memberId(place), ...changes },
  });
const bar = (place: number, changes: Partial<BarMemberInput> = {}, at = hall) =>
  barMember(at.db, at.secretary, {
    ...{ conferenceId: at.conference.id, memberId: memberId(place), document: '12/KL-TTr', from: '2020-01-01' },
    ...changes,
  });
const open = (pollId: string) => openPoll(hall.db, hall.chair, { pollId, idempotencyKey: null });
const barred = { code: 'BARRED', facts: { document: '12/KL-TTr', from: '2020-01-01', until: null } };

describe('a bar', () => {
  it('stops a proposal, a consensus and a vote, and names its document', async () => {
    const proposalId = (await propose(0)).subject;
    const pollId = await aDraftPoll(hall, { proposalId });
    await bar(0);
    expect(await refusalOf(open(pollId))).toMatchObject(barred);
    const agreed = recordDecision(hall.db, hall.secretary, { proposalId, step: DecisionStep.AGREED });
    expect(await refusalOf(agreed)).toMatchObject(barred);
    expect(await refusalOf(propose(0, { awardCode: 'BK_THU_TUONG', besideReason: 'Thành tích khác' }))).toMatchObject(
      barred,
    );
    await propose(1);
  });

  it('stops a poll to choose an award among members, and no other', async () => {
    await bar(1);
    const options = [0, 1].map((n) => ({
      code: `m${n}`,
      label: { vi: `Đơn vị ${n}`, en: null },
      memberId: memberId(n),
    }));
    const choosing = (subject: string) => aDraftPoll(hall, { kind: PollKind.CHOOSE, options, subject });
    expect(await refusalOf(open(await choosing(flag)))).toMatchObject(barred);
    await open(await choosing('LEADERSHIP'));
  });

  it('holds on its days alone, and for its award', async () => {
    await bar(0, { from: '2020-01-01', until: '2020-12-31' });
    await bar(0, { from: '2999-01-01' });
    await bar(0, { awardCode: 'BK_THU_TUONG' });
    await propose(0);
    expect(await refusalOf(propose(0, { awardCode: 'BK_THU_TUONG' }))).toMatchObject({ code: 'BARRED' });
  });

  it('ends with a reason, and its days never run backwards', async () => {
    const { subject: barId } = await bar(0);
    const end = (until: string) => endBar(hall.db, hall.secretary, { barId, until, reason: 'Đã kết luận' });
    expect(await refusalOf(end('2019-12-31'))).toMatchObject({ code: 'BAD_USER_INPUT', facts: { argument: 'until' } });
    expect(await refusalOf(bar(0, { until: '2019-12-31' }))).toMatchObject({ code: 'BAD_USER_INPUT' });
    await end('2020-06-30');
    await propose(0);
    const { data } = await server.ask(
      `{ member(id: "${memberId(0)}") { bars { document reason fromDay untilDay endReason award { code } } } }`,
    );
    const shown = { document: '12/KL-TTr', reason: null, fromDay: '2020-01-01', untilDay: '2020-06-30' };
    expect(data.member.bars).toEqual([{ ...shown, endReason: 'Đã kết luận', award: null }]);
    const told = (await logOf(hall)).filter(({ subject }) => subject === barId);
    const member = {
      memberId: memberId(0),
      member: at(hall.members, 0).code,
      document: '12/KL-TTr',
      from: '2020-01-01',
    };
    expect(told.map(({ kind, data: said }) => [kind, said])).toEqual([
      ['memberBarred', { ...member, until: null, award: null, reason: null }],
      ['barEnded', { ...member, until: '2020-06-30', before: null, reason: 'Đã kết luận' }],
    ]);
  });

  it('is entered by the desk, of a member and an award there are', async () => {
    expect(await refusalOf(bar(0, { awardCode: 'KHAC' }))).toMatchObject({ code: 'BAD_USER_INPUT' });
    const other = await aHall(hall.db);
    expect(await refusalOf(bar(0, { memberId: at(other.members, 0).id }))).toMatchObject({ code: 'NOT_FOUND' });
    const { subject: barId } = await bar(0);
    const foreign = { conferenceId: hall.conference.id, memberId: memberId(0), document: '1', from: '2020-01-01' };
    expect(await refusalOf(barMember(hall.db, other.secretary, foreign))).toMatchObject({ code: 'FORBIDDEN' });
    const ended = endBar(hall.db, at(hall.delegates, 0), { barId, until: '2020-06-30', reason: 'Đã kết luận' });
    expect(await refusalOf(ended)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('of a rehearsal keeps nobody from an award in earnest', async () => {
    const rehearsal = await aHall(hall.db, { members: 5 });
    await hall.db.query(`update conference set nature = 'REHEARSAL', rehearses_id = $2 where id = $1`, [
      ...[rehearsal.conference.id, hall.conference.id],
    ]);
    await bar(0, { conferenceId: rehearsal.conference.id, memberId: at(rehearsal.members, 0).id }, rehearsal);
    await hall.db.query('update member_bar set member_id = $1 where conference_id = $2', [
      ...[memberId(0), rehearsal.conference.id],
    ]);
    await propose(0);
  });
});

describe('a second award for one member and year', () => {
  it('needs a reason, which is kept and shown', async () => {
    const first = (await propose(0)).subject;
    expect(await refusalOf(propose(0, { awardCode: 'BK_THU_TUONG' }))).toMatchObject({
      ...{ code: 'ONE_AWARD', facts: { proposals: [first] } },
    });
    const reason = 'Thành tích đột xuất trong phòng, chống thiên tai';
    const second = (await propose(0, { awardCode: 'BK_THU_TUONG', besideReason: reason })).subject;
    expect((await logOf(hall)).at(-1)!.data).toMatchObject({ besideReason: reason });
    const { data } = await server.ask(`{ awardProposal(id: "${second}") { besideReason } }`);
    expect(data.awardProposal).toEqual({ besideReason: reason });
    await propose(1, { awardCode: 'BK_THU_TUONG' });
  });

  it('needs none once the first came to an end, or in another year', async () => {
    const first = (await propose(0)).subject;
    await withdrawProposal(hall.db, hall.secretary, { proposalId: first, reason: 'Đơn vị rút' });
    const second = (await propose(0, { awardCode: 'BK_THU_TUONG' })).subject;
    await hall.db.manager.update(Proposal, second, { year: closesYear - 1 });
    await propose(0);
  });
});
