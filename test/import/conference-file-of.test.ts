import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Conference } from '../../src/conference/conference';
import type { Database } from '../../src/database/database';
import { operator } from '../../src/graphql/authorize/viewer';
import { importConference } from '../../src/import/import-conference';
import { shippedConferences } from '../../src/import/load-shipped';
import { readConferenceFile } from '../../src/import/read-conference-file';
import { readConferenceFileOf } from '../../src/import/read-conference-file-of';
import { freshDatabase, type TestDatabase } from '../support/database';
import { aLive, aRecord, type Loose, written } from './a-file';

let database: TestDatabase;
let other: TestDatabase;
beforeAll(async () => {
  [database, other] = await Promise.all([freshDatabase(), freshDatabase()]);
});
afterAll(() => Promise.all([database.drop(), other.drop()]));

const bring = (db: Database, text: string, dryRun = false) => importConference(db, operator, { text, dryRun });

async function fileOf(db: Database, slug: string): Promise<string> {
  const conference = await db.manager.findOneByOrFail(Conference, { slug });
  return JSON.stringify((await readConferenceFileOf(db.manager, conference)).file, null, 1);
}

/** A picture of one pixel. */
const emblem = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** A file with every key there is, in a form that is not the usual one. */
function everyKey(): Loose {
  const flag = { code: 'IMPLAUSIBLE_FIGURE', raw: '1', reason: { vi: 'Quá nhỏ', en: 'Too small' }, suggestion: '10' };
  return {
    ...aRecord('du-khoa'),
    rules: [
      { subject: 'RESOLUTION', electorate: 'DELEGATES', quorum: '2/3', pass: '1/2', strict: true, base: 'PRESENT' },
      {
        ...{ subject: 'CO_TD_CHINH_PHU', electorate: 'MEMBERS', quorum: '80 %', pass: '4/5', base: 'ALL', seats: 2 },
        ...{ floor: 4, tieOrder: ['VOTES', 'SCORE'], selfVote: false, weights: [{ member: 'hcm', weight: '1,5' }] },
      },
      { year: 2020, subject: 'OTHER', electorate: 'MEMBERS', quorum: '1/2', pass: '1/2', base: 'CAST' },
    ],
    conference: {
      ...{ slug: 'du-khoa-2020', kind: 'ANNUAL', nature: 'RECORD', visibility: 'PARTICIPANTS' },
      name: { vi: 'Hội nghị đủ khóa', en: 'With every key' },
      ...{ closes: 2019, opens: 2020, heldOn: '2020-03-01', timeZone: 'Asia/Tokyo', heldText: 'Sáng 1-3' },
      ...{ place: { vi: 'Hà Nội', en: 'Ha Noi' }, host: 'TP HCM', statedMembers: 3, memberOrder: ['da-nang', 'hcm'] },
      agendaNote: 'Theo lời kể',
      source: { title: 'Bài báo', publisher: 'Báo', publishedRaw: '1-3', url: 'https://example.org/', caption: 'Ảnh' },
    },
    delegations: [
      { code: 'doan', name: 'Đoàn Đà Nẵng', member: 'da-nang' },
      { code: 'khach', name: 'Khách' },
    ],
    delegates: [
      {
        code: 'a',
        name: 'Nguyễn Văn A',
        member: 'hcm',
        posts: [{ title: 'Giám đốc', aliases: ['GĐ'], from: '2018-01-01' }],
      },
      { code: 'b', name: { vi: 'Trần B', en: 'Tran B' }, member: 'hcm', mayVote: true, maySign: true, proxyFor: 'a' },
      { code: 'c', name: 'Lê C', attended: false },
    ],
    agenda: [
      { code: 'tru-bi', title: 'Họp trù bị', session: 'PREPARATORY' },
      { code: 'mot', title: { vi: 'Khai mạc', en: 'Opening' } },
    ],
    indicators: [
      { code: 'REVENUE', ordinal: 4, name: 'Doanh thu', unit: 'tỷ đồng' },
      { code: 'WORDS', name: 'Nhận xét' },
    ],
    results: [
      { indicator: 'REVENUE', raw: '2.005', flags: [flag] },
      { indicator: 'REVENUE', raw: 'hơn 14', member: 'hcm', year: 2018, period: 'M6', key: 'khac', text: 'Cả kỳ' },
      { indicator: 'REVENUE', raw: '7,5 %', member: 'hcm' },
      { indicator: 'WORDS', statement: { vi: 'Tốt', en: 'Good' }, printed: 'Rất tốt' },
      { indicator: 'WORDS', statement: 'Khá', key: 'hai' },
    ],
    movements: [
      { code: 'mot', field: 'Kinh tế', member: 'hcm', emphasised: true, text: 'Chi tiết' },
      { code: 'hai', field: 'Xã hội', year: 2019 },
    ],
    directives: [
      { code: 'ct', kind: 'DOCUMENT', number: '1/CT', date: '2019-01-02', issuer: 'Bộ', text: 'Chỉ thị' },
      { code: 'noi', kind: 'SPEECH', delegate: 'c', text: 'Phát biểu' },
    ],
    keyTasks: [{ code: 'nv', text: 'Nhiệm vụ', flags: [{ ...flag, suggestion: undefined }] }],
    resolutions: [{ code: 'nq', method: 'POLL', text: 'Nghị quyết' }],
    proposals: [
      { award: 'CO_TD_CHINH_PHU', member: 'da-nang', agreed: 'POLL', reason: 'Dẫn đầu', addressee: 'Hội đồng' },
      { award: 'CO_TD_CHINH_PHU', member: 'hcm', year: 2018, besideReason: 'Thành tích khác' },
    ],
    bars: [
      {
        member: 'hcm',
        award: 'CO_TD_CHINH_PHU',
        document: '3/KL',
        reason: 'Kỷ luật',
        from: '2019-01-01',
        until: '2019-12-31',
      },
    ],
    leadership: [
      { role: 'LEADER', member: 'hoa-binh', mode: 'ROTATION' },
      { role: 'DEPUTY', member: 'hcm' },
      { role: 'DEPUTY', ordinal: 2, member: 'da-nang' },
      { role: 'LEADER', member: 'hcm', year: 2019 },
    ],
    pactRule: { signatures: 2, from: '2020-03-05' },
    pact: {
      ...{ title: 'Giao ước 2020', preamble: { vi: 'Mở đầu', en: 'Preamble' }, contents: 3 },
      articles: [{ heading: 'Điều 1', text: { vi: 'Thi đua.', en: 'Emulate.' } }],
      targets: [
        { indicator: 'REVENUE', member: 'hcm', raw: '7,5 %' },
        { indicator: 'REVENUE', raw: '12', unit: 'tỷ' },
      ],
      signatures: [
        { member: 'hcm', signer: 'Nguyễn Văn A', signedAt: '2020-03-01T10:00+07:00' },
        { member: 'da-nang' },
      ],
    },
  };
}

const members = [
  { code: 'mot', officialName: 'Đơn vị Một', memberships: [{ from: 2015 }] },
  { code: 'hai', officialName: 'Đơn vị Hai', memberships: [{ to: 2010 }, { from: 2019, to: 2030 }] },
  { code: 'ba', officialName: 'Đơn vị Ba', aliases: ['Ba', 'Đv Ba'], memberships: [{ seen: 2019 }, { seen: 2020 }] },
];

const review = { kind: 'MIDYEAR', nature: 'LIVE', name: 'Sơ kết', reviews: 2020, slug: 'so-ket-2020' };

const files: readonly (readonly [string, () => string])[] = [
  ...shippedConferences().map((path) => [path.split('/').at(-1) ?? path, () => readFileSync(path, 'utf8')] as const),
  ['data/example.yaml', () => readFileSync(join(__dirname, '..', '..', 'data', 'example.yaml'), 'utf8')],
  ['a record', () => written(aRecord('ban-ghi'))],
  ['a live conference', () => written(aLive('song'))],
  ['every key', () => written(everyKey())],
  ['an emblem', () => written(aLive('huy-hieu'), { '/bloc/emblem': emblem })],
  ['spans of membership', () => written({ ...aLive('nhiem-ky'), ...of('nhiem-ky', members) })],
  ['a mid-year review', () => written({ ...aLive('so-ket'), ...of('so-ket', members), conference: review })],
];

/** Members of its own, and nothing that names others. */
const of = (slug: string, units: readonly object[]): Loose => ({
  ...{ bloc: { slug, kind: 'KHOI', name: 'Khối', members: units }, awards: undefined, delegates: undefined },
  ...{ proposals: undefined, leadership: undefined, pact: undefined },
});

const nothing = { created: 0, changed: 0, removed: 0 };

describe('the file of a conference', () => {
  it.each(files)('%s: imported again, it changes nothing', async (_, read) => {
    const text = read();
    await bring(database.db, text);
    const exported = await fileOf(database.db, slugIn(text));
    expect(await bring(database.db, exported, true)).toMatchObject(nothing);
    expect(await bring(database.db, text, true)).toMatchObject(nothing);
  });

  it.each(files)('%s: makes the same conference elsewhere', async (_, read) => {
    const slug = slugIn(read());
    const exported = await fileOf(database.db, slug);
    await bring(other.db, exported);
    expect(JSON.parse(await fileOf(other.db, slug))).toEqual(JSON.parse(exported));
  });

  it('tells doubts once, however often it goes round', async () => {
    const { results } = JSON.parse(await fileOf(database.db, 'du-khoa-2020')) as { results: { flags?: object[] }[] };
    expect(results.map(({ flags = [] }) => flags.length)).toEqual([1, 0, 0, 0, 0]);
  });
});

function slugIn(text: string): string {
  const slug = readConferenceFile(text).file?.conference?.slug;
  if (slug === undefined) throw new Error('the file names no conference');
  return slug;
}
