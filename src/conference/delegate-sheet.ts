import type { Member } from '../bloc/member';
import { isDamaged, words } from '../graphql/types/words';
import { cellFaults, type Fault, fault, problemAt, type SheetProblem } from '../spreadsheet/problem';
import { folded, type TableRow, type WantedColumn } from '../spreadsheet/table';

export type DelegateColumn = 'NAME' | 'POSTS' | 'MEMBER' | 'MAY_VOTE' | 'MAY_SIGN' | 'CODE';

/** The columns of a list of delegates. The first heading of each is that of the template of the pages. */
export const delegateColumns: readonly WantedColumn<DelegateColumn>[] = [
  {
    key: 'NAME',
    headings: [
      'Họ và tên',
      'Họ tên',
      'Tên đại biểu',
      'Họ và tên đại biểu',
      'Họ tên đại biểu',
      'Đại biểu',
      'Name',
      'Full name',
      'Delegate',
    ],
  },
  { key: 'POSTS', headings: ['Chức vụ', 'Chức danh', 'Chức vụ công tác', 'Post', 'Posts', 'Position', 'Title'] },
  {
    key: 'MEMBER',
    headings: [
      'Đơn vị',
      'Đơn vị thành viên',
      'Mã đơn vị',
      'Tên đơn vị',
      'Đơn vị công tác',
      'Cơ quan, đơn vị',
      'Đoàn',
      'Member',
      'Unit',
      'Member code',
    ],
  },
  {
    key: 'MAY_VOTE',
    headings: [
      'Biểu quyết',
      'Quyền biểu quyết',
      'Được biểu quyết',
      'Biểu quyết thay mặt đơn vị',
      'May vote',
      'Vote',
      'Votes',
    ],
  },
  {
    key: 'MAY_SIGN',
    headings: [
      'Ký giao ước',
      'Ký',
      'Quyền ký',
      'Ký kết',
      'Được ký',
      'Ký giao ước thay mặt đơn vị',
      'May sign',
      'Sign',
      'Signs',
    ],
  },
  { key: 'CODE', headings: ['Mã đại biểu', 'Mã', 'Mã số', 'Code', 'Delegate code'] },
];

/** What a row says of a delegate, as it is stored; undefined where it says nothing. */
export interface DelegateWish {
  readonly row: TableRow<DelegateColumn>;
  readonly name: string;
  readonly posts: readonly string[] | undefined;
  /** Null for a guest. */
  readonly memberId: string | null | undefined;
  readonly mayVote: boolean | undefined;
  readonly maySign: boolean | undefined;
  readonly code: string | undefined;
}

export interface ReadRow {
  readonly wish: DelegateWish;
  readonly problems: readonly SheetProblem[];
}

/** Members by code, names and aliases, whatever marks and letter case: what `memberNamed` finds them by. */
export type MembersByName = ReadonlyMap<string, ReadonlySet<string>>;

export function membersByName(members: readonly Member[]): MembersByName {
  const byName = new Map<string, Set<string>>();
  for (const { id, code, officialName, shortName, aliases } of members)
    for (const name of [code, officialName.vi, officialName.en, shortName.vi, shortName.en, ...aliases]) {
      const key = folded(name ?? '');
      if (key) byName.set(key, (byName.get(key) ?? new Set()).add(id));
    }
  return byName;
}

/** Reads one row; everything that is wrong with it is told at once. */
export function readDelegateRow(row: TableRow<DelegateColumn>, members: MembersByName): ReadRow {
  const problems: SheetProblem[] = [];
  const textOf = (key: DelegateColumn, longest: number): string | undefined => {
    const cell = row.cell(key);
    const text = cell ? words(cell.text) : '';
    if (!cell || text === '') return undefined;
    const wrong = textFault(cell.kind === 'ERROR', text, longest);
    if (wrong) problems.push(problemAt(row.path(key), text, wrong));
    return wrong ? undefined : text;
  };
  /** What `read` makes of a text; told with `wrong` where it makes nothing of it. */
  const read = <T>(key: DelegateColumn, from: (text: string) => T | undefined, wrong: Fault): T | undefined => {
    const text = textOf(key, longestText);
    const value = text === undefined ? undefined : from(text);
    if (text !== undefined && value === undefined) problems.push(problemAt(row.path(key), text, wrong));
    return value;
  };
  const before = problems.length;
  const name = textOf('NAME', longestText) ?? '';
  if (name === '' && problems.length === before) problems.push(problemAt(row.path('NAME'), null, faults.noName));
  if (/^\(?ví dụ/i.test(name)) problems.push(problemAt(row.path('NAME'), name, faults.example));
  const wish: DelegateWish = {
    row,
    name,
    posts: read('POSTS', postTitles, faults.posts),
    memberId: readMember(row, members, problems, textOf('MEMBER', longestText)),
    mayVote: read('MAY_VOTE', tick, faults.tick),
    maySign: read('MAY_SIGN', tick, faults.tick),
    code: read('CODE', (text) => (isCode.test(text) && text.length <= 100 ? text : undefined), faults.code),
  };
  return { wish, problems };
}

const longestText = 500;
const isCode = /^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$/;
const mostPosts = 10;

function textFault(isError: boolean, text: string, longest: number): Fault | null {
  if (isError) return text === '=' ? faults.notComputed : faults.error;
  if (isDamaged(text)) return faults.damaged;
  return text.length > longest ? faults.tooLong : null;
}

/** `Chủ tịch; Bí thư`, or a line for each. */
function postTitles(text: string): readonly string[] | undefined {
  const titles = text.split(/[;\n\r]+/).flatMap((title) => words(title) || []);
  return titles.length > 0 && titles.length <= mostPosts ? titles : undefined;
}

const yes = new Set(['co', 'x', 'v', '1', 'true', 'dung', 'yes', 'y', 'duoc']);
const no = new Set(['khong', '0', 'false', 'sai', 'no', 'n']);

function tick(text: string): boolean | undefined {
  if (/^[✓✔☑]$/u.test(text)) return true;
  if (/^[-–]$/.test(text)) return false;
  const key = folded(text);
  return yes.has(key) ? true : no.has(key) ? false : undefined;
}

const guests = new Set([
  'khach moi',
  'khach',
  'trung uong',
  'dai bieu trung uong',
  'khach moi dai bieu trung uong',
  'guest',
  'guests',
]);

function readMember(
  row: TableRow<DelegateColumn>,
  members: MembersByName,
  problems: SheetProblem[],
  text: string | undefined,
): string | null | undefined {
  if (text === undefined) return undefined;
  const [id, ...others] = members.get(folded(text)) ?? [];
  if (id === undefined && guests.has(folded(text))) return null;
  if (id === undefined) problems.push(problemAt(row.path('MEMBER'), text, faults.noMember));
  if (others.length > 0) problems.push(problemAt(row.path('MEMBER'), text, faults.manyMembers));
  return id;
}

/** Everything a row can be refused for. */
export const faults = {
  noName: fault(
    'Thiếu họ và tên.',
    'The name is missing.',
    'Ghi họ và tên, hoặc xóa các ô khác của dòng này.',
    'Write the name, or empty the other cells of this row.',
  ),
  example: fault(
    'Đây là dòng ví dụ của tệp mẫu.',
    'This is the example row of the template.',
    'Xóa dòng ví dụ.',
    'Delete the example row.',
  ),
  ...cellFaults,
  tooLong: fault(
    `Nội dung dài quá ${longestText} ký tự.`,
    `The text is longer than ${longestText} characters.`,
    'Viết ngắn lại.',
    'Shorten it.',
  ),
  posts: fault(
    `Có hơn ${mostPosts} chức vụ.`,
    `There are more than ${mostPosts} posts.`,
    'Chỉ ghi các chức vụ chính, cách nhau bằng dấu chấm phẩy.',
    'Write the main ones, with semicolons between them.',
  ),
  tick: fault(
    'Không rõ là có hay không.',
    'It is neither yes nor no.',
    'Ghi “Có” hoặc “Không”.',
    'Write “Có” (yes) or “Không” (no).',
  ),
  code: fault(
    'Mã có dấu, dấu cách hoặc ký tự khác.',
    'The code has marks, blanks or other signs.',
    'Chỉ dùng chữ không dấu, số và dấu - _ . ở giữa, nhiều nhất 100 ký tự; hoặc để trống.',
    'Use plain letters, digits and - _ . between them, 100 at most; or leave it empty.',
  ),
  noMember: fault(
    'Cụm, khối không có đơn vị nào tên như vậy.',
    'No member of the bloc is called so.',
    'Chọn đơn vị trong danh sách của tệp mẫu; khách mời thì để trống.',
    'Choose a member of the list in the template; leave it empty for a guest.',
  ),
  manyMembers: fault(
    'Có thể là nhiều đơn vị.',
    'More than one member may be meant.',
    'Ghi mã đơn vị.',
    'Write the code of the member.',
  ),
  mandateOfGuest: fault(
    'Khách mời không biểu quyết, không ký.',
    'A guest neither votes nor signs.',
    'Ghi đơn vị, hoặc ghi “Không”.',
    'Write the member, or “Không” (no).',
  ),
  twice: (row: number) =>
    fault(
      `Người này đã có ở dòng ${row}.`,
      `Row ${row} is about the same person.`,
      'Xóa một dòng; nếu là hai người trùng tên thì ghi mã đại biểu khác nhau.',
      'Delete one of them; give two people of one name different codes.',
    ),
  several: (codes: string) =>
    fault(
      `Danh sách đã có nhiều người tên này: ${codes}.`,
      `The list has several people of this name: ${codes}.`,
      'Ghi mã đại biểu, hoặc ghi rõ đơn vị.',
      'Write the code of the delegate, or the member.',
    ),
  otherCode: (code: string) =>
    fault(
      `Danh sách đã có người này với mã ${code}.`,
      `The list has this person under the code ${code}.`,
      'Ghi đúng mã đó, hoặc để trống ô mã.',
      'Write that code, or leave the cell empty.',
    ),
  used: fault(
    'Quyền biểu quyết hoặc quyền ký của đại biểu này đã dùng, hoặc một cuộc biểu quyết đang mở đang tính đến.',
    'The mandates of this delegate have been used, or an open poll counts on them.',
    'Giữ đơn vị và các quyền như cũ; muốn người khác biểu quyết thay thì dùng “Ủy quyền”.',
    'Leave member and mandates as they are; use “Stand-in” to have somebody else vote.',
  ),
  held: fault(
    'Người khác đang giữ quyền biểu quyết này theo ủy quyền.',
    'Somebody else holds this mandate to vote as a stand-in.',
    'Ghi “Không”, hoặc chuyển quyền về bằng “Ủy quyền”.',
    'Write “Không” (no), or give the mandate back by “Stand-in”.',
  ),
} as const;
