import { articlesOf, textOfPact } from '../../web/src/setup/articles';
import { cellsOf, readDelegates, withDelegates } from '../../web/src/setup/delegates';
import {
  agendaOf,
  draftOf,
  fileOf,
  freeWord,
  keptBy,
  linesOfMembers,
  membersOf,
  newDraft,
  wordOf,
} from '../../web/src/setup/draft';
import { nextDeadlines } from '../../web/src/setup/next-deadlines';
import { missingIn, stepOf } from '../../web/src/setup/problems';

describe('words made from names', () => {
  it.each([
    ['Khối thi đua số 5', 'khoi-thi-dua-so-5'],
    ['Sở Nội vụ & Đào tạo', 'so-noi-vu-dao-tao'],
    ['  Đắk Lắk – UBND  ', 'dak-lak-ubnd'],
    ['…', ''],
  ])('%s gives %s', (name, word) => expect(wordOf(name)).toBe(word));

  it('are free', () => {
    expect(freeWord('Sở A', new Set(['so-a', 'so-a-2']), 'x')).toBe('so-a-3');
    expect(freeWord('…', new Set(), 'don-vi')).toBe('don-vi');
  });
});

describe('members from lines', () => {
  it('are read with and without numbers and short names', () => {
    expect(membersOf('1. Sở Nội vụ\tNội vụ\n\n2\tSở Tài chính\n- Sở Y tế', [])).toEqual([
      { code: 'so-noi-vu', officialName: 'Sở Nội vụ', shortName: 'Nội vụ' },
      { code: 'so-tai-chinh', officialName: 'Sở Tài chính' },
      { code: 'so-y-te', officialName: 'Sở Y tế' },
    ]);
  });

  it('keep the code of a member whose name is corrected, and all else that is known of it', () => {
    const known = [
      { code: 'a', officialName: { vi: 'Sở A', en: 'A' }, memberships: [{ from: 2020 }] },
      { code: 'b', officialName: 'Sở Bê' },
    ];
    expect(membersOf('Sở A\nSở B', known)).toEqual([known[0], { code: 'b', officialName: 'Sở B' }]);
    expect(membersOf('Sở A\nSở C\nSở Bê', known).map(({ code }) => code)).toEqual(['a', 'so-c', 'b']);
  });

  it('go round', () => {
    const members = membersOf('Sở Nội vụ\tNội vụ\nSở Y tế', []);
    expect(membersOf(linesOfMembers(members), members)).toEqual(members);
  });
});

describe('the agenda from lines', () => {
  it('keeps the code of an item that is worded anew', () => {
    const first = agendaOf('1. Chào cờ\n2. Báo cáo');
    expect(first.map(({ title }) => title)).toEqual(['Chào cờ', 'Báo cáo']);
    expect(agendaOf('Chào cờ\nBáo cáo tổng kết', first)).toEqual([
      first[0],
      { ...first[1], title: 'Báo cáo tổng kết' },
    ]);
    expect(agendaOf('Báo cáo\nChào cờ', first)).toEqual([first[1], first[0]]);
  });
});

describe('delegates from Excel', () => {
  const members = [
    { code: 'so-a', officialName: 'Sở A' },
    { code: 'so-b', officialName: 'Sở B', shortName: 'B' },
  ];
  const list =
    'DANH SÁCH\n\tSTT\tHọ và tên (*)\tChức vụ\tĐơn vị\n\t(1)\t(2)\t(3)\t(4)\n\t1\tNguyễn Văn A\t"Giám đốc\nBí thư"\tSở A\n\t2\tTrần B\t\tb\n\t3\tLê C\tPhó\tSở B\n\t4\tKhách D\t\tKhách mời';

  it('are found below titles and rows of numbers, in any order of columns', () => {
    expect(readDelegates(cellsOf(list))).toEqual([
      { name: 'Nguyễn Văn A', posts: ['Giám đốc', 'Bí thư'], member: 'Sở A', mayVote: undefined, maySign: undefined },
      { name: 'Trần B', posts: [], member: 'b', mayVote: undefined, maySign: undefined },
      { name: 'Lê C', posts: ['Phó'], member: 'Sở B', mayVote: undefined, maySign: undefined },
      { name: 'Khách D', posts: [], member: undefined, mayVote: undefined, maySign: undefined },
    ]);
  });

  it('are read without headings too', () => {
    expect(readDelegates(cellsOf('1\tNguyễn A\tGiám đốc\tSở A\r\n2\tTrần B\t\tSở B'))).toMatchObject([
      { name: 'Nguyễn A', posts: ['Giám đốc'], member: 'Sở A' },
      { name: 'Trần B', member: 'Sở B' },
    ]);
  });

  it('have the first of each member vote and sign, where the list does not say who does', () => {
    const all = withDelegates([], readDelegates(cellsOf(list)), members);
    expect(all.map(({ code, member, mayVote, maySign }) => [code, member, mayVote, maySign])).toEqual([
      ['nguyen-van-a', 'so-a', true, true],
      ['tran-b', 'so-b', true, true],
      ['le-c', 'so-b', undefined, undefined],
      ['khach-d', undefined, undefined, undefined],
    ]);
  });

  it('vote and sign as the list says, where it says so', () => {
    const rows = readDelegates(cellsOf('Họ tên\tĐơn vị\tBiểu quyết\tKý\nA\tSở A\tKhông\tx\nB\tSở A\tCó\t'));
    expect(withDelegates([], rows, members)).toMatchObject([{ mayVote: false, maySign: true }, { mayVote: true }]);
  });

  it('are corrected when they come again, and keep a name of a member that nobody knows as written', () => {
    const before = withDelegates([], readDelegates(cellsOf(list)), members);
    const rows = readDelegates(cellsOf('Họ tên\tChức vụ\tĐơn vị\nLÊ C\tGiám đốc\tSở B\nMới E\t\tSở Z'));
    const after = withDelegates(before, rows, members);
    expect(after).toHaveLength(before.length + 1);
    expect(after[2]).toMatchObject({ code: 'le-c', posts: [{ title: 'Giám đốc' }] });
    expect(after.at(-1)).toMatchObject({ name: 'Mới E', member: 'Sở Z' });
  });
});

describe('the text of a pact', () => {
  const text =
    'Căn cứ Luật Thi đua.\n\nĐiều 1. Nội dung\nThi đua lao động.\n- Một\n\nđiều 2: Các đơn vị cam kết.\nĐIỀU 3.\nCó hiệu lực từ ngày ký.';

  it('is read into preamble and articles', () => {
    expect(articlesOf(text)).toEqual({
      preamble: 'Căn cứ Luật Thi đua.',
      articles: [
        { heading: 'Điều 1. Nội dung', text: 'Thi đua lao động.\n- Một' },
        { heading: 'điều 2', text: 'Các đơn vị cam kết.' },
        { heading: 'ĐIỀU 3', text: 'Có hiệu lực từ ngày ký.' },
      ],
    });
  });

  it('goes round', () => {
    const read = articlesOf(text);
    expect(articlesOf(textOfPact(read))).toEqual(read);
    const headed = { articles: [{ heading: 'Nội dung', text: 'Thi đua.' }] };
    expect(articlesOf(textOfPact(headed))).toEqual({ articles: [{ heading: 'Điều 1. Nội dung', text: 'Thi đua.' }] });
  });
});

describe('a draft', () => {
  it('has slugs from its names, and no key that is empty', () => {
    const { file, ...rest } = newDraft(2026);
    const draft = { ...rest, file: { ...file, bloc: { ...file.bloc, name: 'Khối 5', members: [] }, delegates: [] } };
    expect(fileOf(draft, 'Hội nghị tổng kết')).toEqual({
      format: 'giaouoc/conference-file@1',
      bloc: { slug: 'khoi-5', name: 'Khối 5' },
      conference: {
        ...{
          slug: 'khoi-5-2027',
          kind: 'ANNUAL',
          nature: 'LIVE',
          name: 'Hội nghị tổng kết',
          closes: 2026,
          opens: 2027,
        },
      },
    });
  });

  it('keeps the keys that the server knows it by, whatever it is called', () => {
    const text = JSON.stringify({ ...newDraft(2026).file, bloc: { slug: 'cu', name: 'Tên cũ', emblem: 'AAAA' } });
    const draft = draftOf(text);
    const renamed = { ...draft, file: { ...draft.file, bloc: { ...draft.file.bloc, name: 'Tên mới' } } };
    expect(fileOf(renamed, 'x').bloc).toEqual({ slug: 'cu', name: 'Tên mới' });
  });

  it('names what the server keeps though it stands in the lists no more', () => {
    const { file } = newDraft(2026);
    const stored = { ...file, agenda: agendaOf('Chào cờ\nBáo cáo'), delegates: [{ code: 'a', name: 'Nguyễn A' }] };
    expect(
      keptBy({ ...newDraft(2026), stored, file: { ...stored, agenda: agendaOf('Chào cờ', stored.agenda) } }),
    ).toEqual(['Báo cáo']);
  });

  it('lacks what the page asks for, each at its step', () => {
    const missing = missingIn(newDraft(2026).file).map(({ path }) => path);
    expect(missing).toEqual(['/bloc/name', '/bloc/kind', '/bloc/members']);
    expect(missing.map(stepOf)).toEqual(['bloc', 'bloc', 'bloc']);
    expect(
      ['/conference/closes', '/conference/heldOn', '/delegates/3/member', '/pact/articles/0', '/rules/0'].map(stepOf),
    ).toEqual([...['year', 'conference', 'delegates', 'pact', 'year']]);
  });
});

describe('the deadlines of a year', () => {
  const items = (...ids: string[]) => ids.map((id) => ({ member: { id } }));
  const deadline = (kind: string, period: string | null, more: object = {}) => ({
    ...{ id: kind, kind, period, title: null, dueOn: '2024-04-15', latestOn: null, items: items('a', 'b') },
    ...more,
  });
  const bloc = (before: object[], after: object[] = []) =>
    ({ id: 'bloc', members: [{ id: 'a' }, { id: 'b' }], before: { nodes: before }, after: { nodes: after } }) as never;

  it('are moved by as many years, days and last days, to all or to some', () => {
    const quarter = deadline('QUARTER_REPORT', 'Q1', { dueOn: '2024-02-29', latestOn: '2024-03-05' });
    const other = deadline('OTHER', null, { title: { vi: 'Kế hoạch' }, items: items('b') });
    expect(nextDeadlines(bloc([quarter, other, deadline('YEAR_REPORT', 'YEAR')]), 2024, 2025)).toEqual([
      {
        ...{ blocId: 'bloc', kind: 'QUARTER_REPORT', period: 'Q1', year: 2025, title: null },
        ...{ dueOn: '2025-02-28', latestOn: '2025-03-05', memberIds: null },
      },
      {
        ...{ blocId: 'bloc', kind: 'OTHER', period: null, year: 2025, title: { vi: 'Kế hoạch', en: null } },
        ...{ dueOn: '2025-04-15', latestOn: null, memberIds: ['b'] },
      },
      {
        ...{ blocId: 'bloc', kind: 'YEAR_REPORT', period: null, year: 2025, title: null },
        ...{ dueOn: '2025-04-15', latestOn: null, memberIds: null },
      },
    ]);
  });

  it('are left out where they are set already', () => {
    const known = deadline('QUARTER_REPORT', 'Q1');
    expect(nextDeadlines(bloc([known, deadline('QUARTER_REPORT', 'Q2')], [known]), 2024, 2025)).toMatchObject([
      { period: 'Q2' },
    ]);
  });
});
