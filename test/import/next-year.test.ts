import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeldFile } from '../../src/import/conference-file';
import { movedText, nextYear, yearLater } from '../../src/import/next-year';
import { readConferenceFile } from '../../src/import/read-conference-file';
import { aRecord, type Loose, written } from './a-file';

const readAs = (file: Loose): HeldFile => {
  const { file: read, problems } = readConferenceFile(written(file));
  expect(problems).toEqual([]);
  return read as HeldFile;
};
const nobody = { led: [], withdrawn: [] };

/** A record in which everything happened that can. */
function held(): HeldFile {
  return readAs({
    ...aRecord('khoi'),
    rules: [
      { subject: 'CO_TD_CHINH_PHU', electorate: 'MEMBERS', quorum: '2/3', pass: '4/5', base: 'ALL', seats: 2 },
      { year: 2018, subject: 'RESOLUTION', electorate: 'MEMBERS', quorum: '1/2', pass: '1/2', base: 'ALL' },
    ],
    conference: {
      ...{ slug: 'khoi-2020', kind: 'ANNUAL', nature: 'RECORD', visibility: 'PUBLIC', closes: 2019, opens: 2020 },
      ...{ heldOn: '2020-02-29', host: 'hcm', place: 'Nhà văn hóa', heldText: 'Sáng nay', statedMembers: 3 },
      name: { vi: 'Tổng kết năm 2019, giao ước năm 2020', en: 'Closing 2019, pact of 2020' },
      source: { title: 'Bài báo' },
    },
    delegates: [
      {
        ...{ code: 'a', name: 'Nguyễn Văn A', member: 'hcm', mayVote: true, maySign: true, attended: true },
        posts: [
          { title: 'Phó Giám đốc', to: '2019-12-31' },
          { title: 'Giám đốc', from: '2020-01-01' },
        ],
      },
      { code: 'b', name: 'Trần B', member: 'hcm', proxyFor: 'a', attended: true },
      { code: 'c', name: 'Lê C', member: 'da-nang', mayVote: true },
    ],
    agenda: [{ code: 'mot', title: 'Báo cáo tổng kết năm 2019' }],
    movements: [{ code: 'mot', field: 'Kinh tế' }],
    keyTasks: [{ code: 'mot', text: 'Nhiệm vụ' }],
    resolutions: [{ code: 'mot', method: 'CONSENSUS', text: 'Thông qua' }],
    bars: [{ member: 'hcm', document: '1/KL', from: '2019-01-01' }],
    pactRule: { signatures: 2, from: '2020-03-15' },
    pact: {
      title: 'Giao ước thi đua năm 2020',
      articles: [{ heading: 'Điều 1', text: 'Theo Kế hoạch số 12/2019 và 2020/QĐ-UBND, năm 2020 phấn đấu.' }],
      targets: [{ indicator: 'REVENUE', raw: '12' }],
      signatures: [{ member: 'hcm' }],
    },
  });
}

describe('nextYear', () => {
  const { file } = nextYear(held(), { led: [], withdrawn: ['c'] });

  it('moves years, day and rules by one, and is a live conference', () => {
    expect(file.conference).toEqual({
      ...{ slug: 'khoi-2021', kind: 'ANNUAL', nature: 'LIVE', closes: 2020, opens: 2021, heldOn: '2021-02-28' },
      name: { vi: 'Tổng kết năm 2020, giao ước năm 2021', en: 'Closing 2020, pact of 2021' },
    });
    expect(file.agenda).toEqual([{ code: 'mot', title: 'Báo cáo tổng kết năm 2020' }]);
    expect(file.rules).toMatchObject([{ subject: 'CO_TD_CHINH_PHU', seats: 2 }]);
    expect(file.rules?.[0]).not.toHaveProperty('year');
    expect(file.pactRule).toEqual({ signatures: 2, from: '2021-03-15' });
  });

  it('keeps members, delegates with posts that last, and the text of the pact', () => {
    expect(file.bloc.members?.map(({ code }) => code)).toEqual(['hcm', 'hoa-binh', 'da-nang']);
    expect(file.delegates).toEqual([
      {
        ...{ code: 'a', name: 'Nguyễn Văn A', member: 'hcm', mayVote: true, maySign: true },
        posts: [{ title: 'Giám đốc', from: '2020-01-01' }],
      },
      { code: 'b', name: 'Trần B', member: 'hcm' },
    ]);
    expect(file.pact).toEqual({
      title: 'Giao ước thi đua năm 2021',
      articles: [{ heading: 'Điều 1', text: 'Theo Kế hoạch số 12/2019 và 2020/QĐ-UBND, năm 2021 phấn đấu.' }],
    });
  });

  it('leaves out what happened', () => {
    const kept = ['agenda', 'awards', 'bloc', 'conference', 'delegates', 'format', 'pact', 'pactRule', 'rules'];
    expect(Object.keys(file).sort()).toEqual(kept);
  });

  it('gives a file that holds by itself', () => {
    const { problems, file: read } = readConferenceFile(JSON.stringify(file));
    expect(problems).toEqual([]);
    expect(read).toEqual(file);
  });

  it('makes of each shipped file one that holds', () => {
    const folder = join(__dirname, '..', '..', 'data', 'conferences');
    const text = readFileSync(join(folder, '2022-cum-5-thanh-pho.yaml'), 'utf8');
    const draft = nextYear(readConferenceFile(text).file as HeldFile, nobody).file;
    expect(readConferenceFile(JSON.stringify(draft)).problems).toEqual([]);
    expect(draft.conference).toMatchObject({ slug: 'cum-5-thanh-pho-2023', closes: 2022, opens: 2023 });
  });

  it('moves a mid-year review to the next one', () => {
    const review = {
      slug: 'so-ket',
      kind: 'MIDYEAR',
      nature: 'LIVE',
      name: 'Sơ kết',
      reviews: 2020,
      heldOn: '2020-07-31',
    };
    const rest = { proposals: undefined, leadership: undefined, pact: undefined };
    const draft = nextYear(readAs({ ...aRecord('khoi'), ...rest, conference: review }), nobody);
    expect(draft.file.conference).toMatchObject({ slug: 'so-ket-2021', reviews: 2021, heldOn: '2021-07-31' });
    expect(draft.leader).toBeNull();
  });
});

describe('the leader that is suggested', () => {
  const suggested = (led: readonly (readonly [string, number])[], file = held()) =>
    nextYear(file, { led: led.map(([member, year]) => ({ member, year })), withdrawn: [] }).leader;

  it('is the first of the list of which nobody knows that it led', () => {
    expect(suggested([])).toMatchObject({ member: 'hcm', year: 2021 });
    expect(
      suggested([
        ['hcm', 2019],
        ['da-nang', 2020],
      ]),
    ).toMatchObject({ member: 'hoa-binh' });
    expect(suggested([['hcm', 2019]])?.reason.vi).toContain('chưa có năm nào');
  });

  it('is the one whose last time is longest ago, where all have led', () => {
    const led = [
      ['hcm', 2019],
      ['hoa-binh', 2017],
      ['da-nang', 2018],
      ['hoa-binh', 2020],
    ] as const;
    expect(suggested(led)).toMatchObject({ member: 'da-nang', reason: { vi: expect.stringContaining('2018') } });
  });

  it('does not look at who is named for that year or later', () => {
    expect(suggested([['hcm', 2021]])).toMatchObject({ member: 'hcm' });
  });

  it('belongs to the bloc in that year', () => {
    const file = held();
    const members = file.bloc.members?.map((member) =>
      member.code === 'hcm' ? { ...member, memberships: [{ to: 2020 }] } : member,
    );
    expect(suggested([], { ...file, bloc: { ...file.bloc, members: members ?? [] } })).toMatchObject({
      member: 'hoa-binh',
    });
  });
});

describe('a day and a text a year later', () => {
  it.each([
    ['2024-02-29', '2025-02-28'],
    ['2023-02-28', '2024-02-28'],
    ['2026-12-31', '2027-12-31'],
  ])('%s becomes %s', (day, later) => expect(yearLater(day)).toBe(later));

  it.each([
    ['năm 2024', 'năm 2025'],
    ['2024-2025', '2024-2025'],
    ['số 12/2024', 'số 12/2024'],
    ['2024/QĐ-TTg', '2024/QĐ-TTg'],
    ['ngày 15.03.2024', 'ngày 15.03.2024'],
    ['Hết năm 2024.', 'Hết năm 2025.'],
    ['năm 2020', 'năm 2020'],
    ['12024', '12024'],
  ])('%s becomes %s', (text, moved) => expect(movedText(text, new Set([2024, 2025]))).toBe(moved));
});
