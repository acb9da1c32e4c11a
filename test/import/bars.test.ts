import { endBar } from '../../src/award/bar-member';
import { MemberBar } from '../../src/award/member-bar';
import { Proposal } from '../../src/award/proposal';
import { proposeAward } from '../../src/award/propose-award';
import { withdrawProposal } from '../../src/award/withdraw-proposal';
import { VotingRule } from '../../src/bloc/voting-rule';
import { Conference, ConferenceState } from '../../src/conference/conference';
import { Refusal } from '../../src/errors/refusal';
import { operator, Role } from '../../src/graphql/authorize/viewer';
import type { Problem } from '../../src/import/conference-file';
import type { Conflict } from '../../src/import/freeze';
import { importConference } from '../../src/import/import-conference';
import { refusalOf } from '../support/caller-connection';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aViewer } from '../support/hall';
import { aLive, aRecord, type Loose, written } from './a-file';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const bring = (file: Loose, changes: Loose = {}) =>
  importConference(database.db, operator, { text: written(file, changes), dryRun: false });

/** Line by line what a file is refused for, as a Vietnamese reader sees it. */
async function problemsOf(file: Loose, changes: Loose): Promise<readonly [string, string | null, string][]> {
  const refused = await bring(file, changes).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(refused instanceof Refusal)) throw refused ?? new Error('nothing was refused');
  return (refused.facts.problems as readonly Problem[]).map(({ path, value, problem }) => [path, value, problem.vi]);
}

const barsOf = async (slug: string) => {
  const { id } = await conferenceOf(slug);
  const bars = await database.db.manager.find(MemberBar, { where: { conferenceId: id }, order: { fromDay: 'ASC' } });
  return bars.map(({ document, reason, fromDay, untilDay, awardId }) => [
    document,
    reason,
    fromDay,
    untilDay,
    awardId !== null,
  ]);
};
const conferenceOf = (slug: string) => database.db.manager.findOneByOrFail(Conference, { slug: `${slug}-2020` });
const proposalsOf = async (slug: string) =>
  database.db.manager.findBy(Proposal, { conferenceId: (await conferenceOf(slug)).id });

const past = { member: 'hcm', document: '12/QĐ-UBND', from: '01/02/2019', until: '31/12/2019' };
const standing = { member: 'Hoà Bình', document: '34/KL-TTr', reason: 'Đang thanh tra', from: '2019-03-01' };
const certificate = { code: 'BK_THU', family: 'FORM', name: 'Bằng khen thử', grantor: 'Bộ trưởng' };
const flag = { award: 'CO_TD_CHINH_PHU', member: 'da-nang' };

describe('bars of a conference file', () => {
  it('come in for one award or all, once, and get their last day from a later file', async () => {
    const file = { ...aLive('chua-xet'), bars: [{ ...past, award: 'Cờ thi đua Chính phủ' }, standing] };
    await bring(file);
    const written = [
      ['12/QĐ-UBND', null, '2019-02-01', '2019-12-31', true],
      ['34/KL-TTr', 'Đang thanh tra', '2019-03-01', null, false],
    ];
    expect(await barsOf('chua-xet')).toEqual(written);
    expect(await bring(file)).toMatchObject({ created: 0, changed: 0, receipt: null });
    const { entries } = await bring(file, { '/bars/1/until': '30/06/2026' });
    expect(entries.find(({ path }) => path === '/bars/1')).toMatchObject({
      ...{ thing: 'bar hoa-binh 34/KL-TTr', action: 'CHANGE' },
      ...{ before: { untilDay: null }, after: { untilDay: '2026-06-30' } },
    });
    // What a file leaves out stays.
    expect(await bring(aLive('chua-xet'))).toMatchObject({ removed: 0 });
    expect(await barsOf('chua-xet')).toHaveLength(2);
  });

  it('are told of all that is wrong in one answer, in Vietnamese, with line and value', async () => {
    const bars = [
      { ...past, until: '2018-12-31' },
      { ...standing, member: 'Huế' },
      { ...standing, award: 'Huân chương lạ' },
      { ...past, from: '31/02/2019' },
      standing,
      standing,
      { member: 'hcm', from: '2019-01-01' },
    ];
    expect(await problemsOf({ ...aLive('sai'), bars }, {})).toEqual([
      ['/bars/0/until', '2018-12-31', 'Ngày cuối trước ngày đầu.'],
      ['/bars/1/member', 'Huế', 'Không có đơn vị nào tên như vậy.'],
      ['/bars/2/award', 'Huân chương lạ', 'Không có danh hiệu, hình thức khen thưởng nào tên như vậy.'],
      ['/bars/3/from', expect.stringMatching(/2019/), expect.any(String)],
      ['/bars/5', '34/KL-TTr', 'Việc này đã ghi ở trên.'],
      ['/bars/6', null, expect.stringContaining('document')],
    ]);
  });

  it('keep a member from being proposed by a file too, while they stand', async () => {
    const bars = [{ ...past, member: 'da-nang' }];
    await bring({ ...aLive('het-han'), bars });
    const now = [{ ...standing, member: 'da-nang', award: 'CO_TD_CHINH_PHU' }];
    expect(await problemsOf({ ...aLive('con-han'), bars: now }, {})).toEqual([
      ['/proposals/0/member', 'da-nang', 'Đơn vị chưa được xét khen thưởng từ 2019-03-01, theo 34/KL-TTr.'],
    ]);
    // A record tells what was.
    await bring({ ...aRecord('ho-so'), bars: now });
  });

  it('stay as they are once the conference is open', async () => {
    const file = { ...aLive('dang-hop'), bars: [standing] };
    await bring(file);
    const { id } = await conferenceOf('dang-hop');
    await database.db.manager.update(Conference, id, { state: ConferenceState.OPEN });
    const { code, facts } = await refusalOf(bring(file, { '/bars/0/until': '2026-01-01' }));
    expect(code).toBe('FILE_CONFLICT');
    const [conflict] = facts.conflicts as readonly Conflict[];
    expect(conflict).toMatchObject({ path: '/bars/0', stored: { untilDay: null }, given: { untilDay: '2026-01-01' } });
    expect(conflict?.cure.vi).toContain('`endBar`');
    const [bar] = await database.db.manager.findBy(MemberBar, { conferenceId: id });
    const chair = await aViewer(database.db, Role.CHAIR, id);
    await endBar(database.db, chair, { barId: bar?.id as string, until: '2019-12-31', reason: 'Đã kết luận' });
    // The file says nothing against the day the desk entered.
    expect(await bring(file)).toMatchObject({ changed: 0, receipt: null });
  });
});

describe('two awards for one member in a file', () => {
  const two = {
    awards: [...(aLive().awards as Loose[]), certificate],
    proposals: [flag, { ...flag, award: 'BK_THU' }],
  };

  it('are refused to a live conference as they are to the desk, unless it says why', async () => {
    expect(await problemsOf({ ...aLive('hai'), ...two }, {})).toEqual([
      ['/proposals/1/award', 'BK_THU', expect.stringContaining('Đơn vị đã được đề nghị Cờ thi đua của Chính phủ')],
    ]);
    await bring({ ...aLive('hai'), ...two }, { '/proposals/1/besideReason': 'Thành tích chống bão' });
    expect((await proposalsOf('hai')).map(({ besideReason }) => besideReason)).toEqual([null, 'Thành tích chống bão']);
    expect(await bring({ ...aLive('hai'), ...two })).toMatchObject({ changed: 0, receipt: null });
    await bring({ ...aRecord('hai-ho-so'), ...two });
  });

  it('are refused where the first was proposed at the desk, and taken once that was withdrawn', async () => {
    await bring({ ...aLive('ban'), ...two, proposals: [] });
    const { id } = await conferenceOf('ban');
    const chair = await aViewer(database.db, Role.CHAIR, id);
    const member = await database.db.manager.query('select id from member where code = $1 and bloc_id = $2', [
      'da-nang',
      (await conferenceOf('ban')).blocId,
    ]);
    const memberId = member[0].id as string;
    const { subject } = await proposeAward(database.db, chair, {
      conferenceId: id,
      awardCode: 'CO_TD_CHINH_PHU',
      memberId,
    });
    const second = { ...aLive('ban'), ...two, proposals: [{ ...flag, award: 'BK_THU' }] };
    expect(await problemsOf(second, {})).toEqual([['/proposals/0/award', 'BK_THU', expect.any(String)]]);
    await withdrawProposal(database.db, chair, { proposalId: subject, reason: 'Ghi nhầm' });
    expect(await bring(second)).toMatchObject({ created: 1 });
  });
});

describe('weights in a file', () => {
  const rule = { subject: 'RESOLUTION', electorate: 'MEMBERS', quorum: '1/2', pass: '1/2', base: 'ALL' };
  const weighing = (...weights: string[]) => ({
    rules: [{ ...rule, weights: weights.map((weight, n) => ({ member: ['hcm', 'hoa-binh', 'da-nang'][n], weight })) }],
  });

  it('are exact decimals with a comma or a point', async () => {
    await bring({ ...aLive('trong-so'), ...weighing('1,5', '0.000001', '999999999') });
    const { blocId } = await conferenceOf('trong-so');
    const { rule: stored } = await database.db.manager.findOneByOrFail(VotingRule, { blocId });
    expect(Object.values(stored.memberWeights ?? {}).sort()).toEqual(['0.000001', '1.5', '999999999']);
  });

  it('are refused where they would be rounded, are nothing, or could mean thousands', async () => {
    const of = async (...weights: string[]) =>
      (await problemsOf({ ...aLive('trong-so-sai'), ...weighing(...weights) }, {})).map(([path, value]) => [
        path,
        value,
      ]);
    const path = (n: number) => `/rules/0/weights/${n}/weight`;
    expect(await of('1.1234567890123456789012345678', '0', '-1')).toEqual([
      [path(0), '1.1234567890123456789012345678'],
      [path(1), '0'],
      [path(2), '-1'],
    ]);
    expect(await of('1.500', '0,125', '1e3')).toEqual([
      [path(0), '1.500'],
      [path(2), '1e3'],
    ]);
  });
});
