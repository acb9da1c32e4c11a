import { type DraftDelegate, type DraftMember, folded, freeWord, viOf, wordOf } from './draft';

/** A row of a list as it is read; undefined where the list has no such column or an empty cell. */
export interface ListedDelegate {
  readonly name: string;
  readonly posts: readonly string[];
  /** As written. */
  readonly member: string | undefined;
  readonly mayVote: boolean | undefined;
  readonly maySign: boolean | undefined;
}

type Column = 'name' | 'posts' | 'member' | 'mayVote' | 'maySign';

/** Headings of each column without marks; that of the server's template first (docs/spreadsheets.md). */
const headings: Readonly<Record<Column, readonly string[]>> = {
  name: [
    'ho-va-ten',
    'ho-ten',
    'ten-dai-bieu',
    'ho-va-ten-dai-bieu',
    'ho-ten-dai-bieu',
    'dai-bieu',
    'name',
    'full-name',
  ],
  posts: ['chuc-vu', 'chuc-danh', 'chuc-vu-cong-tac', 'post', 'posts', 'position'],
  member: ['don-vi', 'don-vi-thanh-vien', 'ten-don-vi', 'don-vi-cong-tac', 'co-quan-don-vi', 'doan', 'member', 'unit'],
  mayVote: ['bieu-quyet', 'quyen-bieu-quyet', 'duoc-bieu-quyet', 'may-vote', 'vote'],
  maySign: ['ky-giao-uoc', 'ky', 'quyen-ky', 'ky-ket', 'duoc-ky', 'may-sign', 'sign'],
};

/** How far down the headings may stand. */
const mostTitles = 15;

/**
 * Reads a list of delegates from cells. The headings may stand below titles; without any the columns are name, posts and
 * member, after a number if there is one. Rows without a name are passed over.
 */
export function readDelegates(rows: readonly (readonly string[])[]): readonly ListedDelegate[] {
  const head = rows.slice(0, mostTitles).findIndex((cells) => cells.some((cell) => isOf('name', cell)));
  const columns = head < 0 ? usualColumns(rows) : columnsOf(rows[head] ?? []);
  return rows.slice(head + 1).flatMap((cells) => {
    const cell = (column: Column) => {
      const place = columns.get(column);
      return place === undefined ? '' : (cells[place] ?? '').replace(/\s+/g, ' ').trim();
    };
    const name = cell('name');
    // A row of numbers below the headings, a total, a title of a group.
    if (!/\p{L}/u.test(name)) return [];
    const posts = (cells[columns.get('posts') ?? -1] ?? '').split(/[;\n]/).map((post) => post.trim());
    return [
      {
        name,
        posts: posts.filter((post) => post !== ''),
        member: isGuest(cell('member')) ? undefined : cell('member'),
        mayVote: tick(cell('mayVote')),
        maySign: tick(cell('maySign')),
      },
    ];
  });
}

const isOf = (column: Column, cell: string): boolean =>
  headings[column].includes(wordOf(cell.replace(/\(.*\)|\*/g, '')));

function columnsOf(cells: readonly string[]): ReadonlyMap<Column, number> {
  const found = new Map<Column, number>();
  for (const column of Object.keys(headings) as Column[]) {
    const place = cells.findIndex((cell) => isOf(column, cell));
    if (place >= 0) found.set(column, place);
  }
  return found;
}

function usualColumns(rows: readonly (readonly string[])[]): ReadonlyMap<Column, number> {
  const first = rows.find((cells) => cells.some((cell) => cell.trim() !== '')) ?? [];
  const begin = /^\d{1,3}[.)]?$/.test((first[0] ?? '').trim()) ? 1 : 0;
  return new Map([
    ['name', begin],
    ['posts', begin + 1],
    ['member', begin + 2],
  ]);
}

const isGuest = (cell: string): boolean => cell === '' || wordOf(cell) === 'khach-moi';

function tick(cell: string): boolean | undefined {
  const word = wordOf(cell);
  if (['co', 'x', '1', 'yes', 'true', 'dung'].includes(word)) return true;
  return ['khong', '0', 'no', 'false', 'sai'].includes(word) ? false : undefined;
}

/** Cells as they are copied from Excel: tabs between them, quotes around a cell of several lines. */
export function cellsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end = ''] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain.replace(/\r$/, '') : quoted.replaceAll('""', '"'));
    if (end.endsWith('\n')) rows.push([]);
  }
  return rows.filter((cells) => cells.some((cell) => cell.trim() !== ''));
}

/**
 * The list with these rows: who is there already, by name and member, is corrected, others are added behind. A member is
 * given by its code where one is called so, else as written, for the server to tell. Where no row says who votes and signs, the
 * first of each member does, unless somebody of it does already.
 */
export function withDelegates(
  known: readonly DraftDelegate[],
  rows: readonly ListedDelegate[],
  members: readonly DraftMember[],
): readonly DraftDelegate[] {
  const list = [...known];
  const taken = new Set(known.map(({ code }) => code));
  for (const row of rows) {
    const member = row.member === undefined ? undefined : memberNamed(row.member, members);
    const place = list.findIndex(
      (each) => folded(viOf(each.name)) === folded(row.name) && (member === undefined || each.member === member),
    );
    const said = {
      ...(row.posts.length > 0 && { posts: row.posts.map((title) => ({ title })) }),
      ...(row.mayVote !== undefined && { mayVote: row.mayVote }),
      ...(row.maySign !== undefined && { maySign: row.maySign }),
    };
    const before = list[place];
    if (before) {
      list[place] = { ...before, ...said };
      continue;
    }
    const code = freeWord(row.name, taken, 'dai-bieu');
    taken.add(code);
    list.push({ code, name: row.name, ...(member !== undefined && { member }), ...said });
  }
  return rows.some(({ mayVote, maySign }) => mayVote !== undefined || maySign !== undefined)
    ? list
    : withMandates(list);
}

/** The code of the member that is called so, or the words themselves. */
function memberNamed(name: string, members: readonly DraftMember[]): string {
  const called = members.find(({ code, officialName, shortName, aliases }) =>
    [code, viOf(officialName), viOf(shortName), ...((aliases as readonly string[] | undefined) ?? [])].some(
      (each) => folded(each) === folded(name),
    ),
  );
  return called?.code ?? name;
}

function withMandates(list: readonly DraftDelegate[]): readonly DraftDelegate[] {
  const [votes, signs] = (['mayVote', 'maySign'] as const).map(
    (right) => new Set(list.flatMap((each) => (each[right] && each.member ? [each.member] : []))),
  );
  return list.map((each) => {
    const { member } = each;
    if (member === undefined) return each;
    const [mayVote, maySign] = [votes, signs].map((held) => {
      const isFirst = !held?.has(member);
      held?.add(member);
      return isFirst;
    });
    return { ...each, ...(mayVote && { mayVote }), ...(maySign && { maySign }) };
  });
}
