/** Vietnamese alone, or with English beside it. */
export type Text = string | { readonly vi: string; readonly en?: string };

export interface DraftMember {
  readonly code: string;
  readonly officialName?: Text;
  readonly shortName?: Text;
  readonly [key: string]: unknown;
}

export interface DraftDelegate {
  readonly code: string;
  readonly name: Text;
  /** Code or name of the member; left out for a guest. */
  readonly member?: string;
  readonly posts?: readonly { readonly title: Text; readonly [key: string]: unknown }[];
  readonly mayVote?: boolean;
  readonly maySign?: boolean;
  readonly [key: string]: unknown;
}

export interface DraftRule {
  readonly subject: string;
  readonly year?: number;
  readonly pass: string;
  readonly seats?: number;
  readonly [key: string]: unknown;
}

export interface DraftProposal {
  readonly award: string;
  readonly member: string;
  readonly reason?: Text;
  readonly besideReason?: string;
  readonly [key: string]: unknown;
}

export interface DraftArticle {
  readonly heading: Text;
  readonly text: Text;
}

interface DraftPost {
  readonly role: 'LEADER' | 'DEPUTY';
  readonly ordinal?: number;
  readonly member: string;
  readonly year?: number;
  readonly [key: string]: unknown;
}

/**
 * A conference file as it is worked on here. It has the keys that the page shows; what else a file holds is carried along
 * (docs/conference-file.md has them all).
 */
export interface DraftFile {
  readonly format: 'giaouoc/conference-file@1';
  readonly bloc: {
    readonly slug: string;
    readonly kind?: 'CUM' | 'KHOI';
    readonly name?: Text;
    readonly emblem?: string;
    readonly members?: readonly DraftMember[];
  };
  readonly rules?: readonly DraftRule[];
  readonly conference: {
    readonly slug: string;
    readonly kind: 'ANNUAL' | 'MIDYEAR';
    readonly nature: 'LIVE' | 'RECORD';
    readonly name?: Text;
    readonly closes?: number;
    readonly opens?: number;
    readonly reviews?: number;
    readonly heldOn?: string;
    readonly place?: Text;
    readonly host?: string;
    readonly [key: string]: unknown;
  };
  readonly delegates?: readonly DraftDelegate[];
  readonly agenda?: readonly { readonly code: string; readonly session?: string; readonly title: Text }[];
  readonly proposals?: readonly DraftProposal[];
  readonly leadership?: readonly DraftPost[];
  readonly pactRule?: { readonly year?: number; readonly signatures?: number; readonly from?: string };
  readonly pact?: {
    readonly title: Text;
    readonly preamble?: Text;
    readonly articles?: readonly DraftArticle[];
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/** Who may lead, as the server suggests it for a copied year. */
interface LeaderHint {
  /** Code of the member. */
  readonly member: string;
  readonly name: { readonly vi: string; readonly en?: string | null };
  readonly reason: { readonly vi: string; readonly en?: string | null };
}

/** What is being prepared, as it is kept on the device. */
export interface Draft {
  readonly file: DraftFile;
  /** What the server has of it; null before it was saved. */
  readonly stored: DraftFile | null;
  /** True where the bloc was on the server before: its slug names it, and an office may not rename it. */
  readonly isKnownBloc: boolean;
  readonly leaderHint: LeaderHint | null;
}

/** What the Vietnamese of a text says. */
export const viOf = (text: Text | undefined): string => (typeof text === 'string' ? text : (text?.vi ?? ''));

/** The text with other Vietnamese; English that no longer fits is dropped. */
export const withVi = (text: Text | undefined, vi: string): Text =>
  typeof text === 'object' && text.vi === vi ? text : vi;

/** A new bloc, to be prepared for the year that ends next. @param year the one that is judged */
export function newDraft(year: number): Draft {
  return {
    file: {
      format: 'giaouoc/conference-file@1',
      bloc: { slug: '' },
      conference: { slug: '', kind: 'ANNUAL', nature: 'LIVE', closes: year, opens: year + 1 },
    },
    stored: null,
    isKnownBloc: false,
    leaderHint: null,
  };
}

/** A draft from the text of a file that the server gave. */
export function draftOf(text: string, parts: Partial<Omit<Draft, 'file'>> = {}): Draft {
  const file = JSON.parse(text) as DraftFile;
  // The server has the picture; it would be half of what one request may hold.
  const { emblem: _, ...bloc } = file.bloc;
  return { file: { ...file, bloc }, stored: null, isKnownBloc: true, leaderHint: null, ...parts };
}

/** The file as it is sent: slugs made from names until the server knows them, and no key that is empty. */
export function fileOf({ file, stored, isKnownBloc }: Draft, defaultName: string): DraftFile {
  const { bloc, conference } = file;
  const blocSlug = isKnownBloc || stored ? bloc.slug : bloc.slug || wordOf(viOf(bloc.name)) || 'cum-khoi';
  const year = conference.opens ?? conference.closes ?? conference.reviews ?? '';
  return withoutEmpty({
    ...file,
    bloc: { ...bloc, slug: blocSlug },
    conference: {
      ...conference,
      slug: conference.slug || `${blocSlug}-${year}`,
      name: viOf(conference.name) ? conference.name : defaultName,
    },
  }) as DraftFile;
}

/** A copy without keys whose value is an empty text, list or part; items of lists stay, so that places in it stay true. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .map(([key, each]) => [key, withoutEmpty(each)] as const)
    .filter(([, each]) => !isEmpty(each));
  return Object.fromEntries(kept);
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null || Number.isNaN(value);
}

/** A word for addresses and keys from a name: letters without marks, digits and hyphens, 60 at most. */
export function wordOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}

/** A word from a name that none of these is yet. */
export function freeWord(name: string, taken: ReadonlySet<string>, other: string): string {
  const word = wordOf(name) || other;
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? word : `${word}-${n}`;
    if (!taken.has(tried)) return tried;
  }
}

/** What names are compared by: letters and digits, whatever marks of case. */
export const folded = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

/**
 * Which known thing each line means: the one of the same name; and where there are as many lines as things, what is left in
 * order, so that a corrected name stays the same thing. Undefined for a new one.
 */
function matched<T>(
  lines: readonly string[],
  known: readonly T[],
  namesOf: (thing: T) => readonly string[],
): readonly (T | undefined)[] {
  const left = [...known];
  const take = (fits: (thing: T) => boolean) => {
    const place = left.findIndex(fits);
    return place < 0 ? undefined : left.splice(place, 1)[0];
  };
  const same = lines.map((line) => take((thing) => namesOf(thing).some((name) => folded(name) === folded(line))));
  return lines.length === known.length ? same.map((thing) => thing ?? take(() => true)) : same;
}

/** Lines with something in them, without numbers and bullets before it. */
const linesOf = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:\d{1,3}[.)]|[-–•*+])\s+/, '').trim())
    .filter((line) => line !== '');

/** Members from lines `name` or `name<tab>short name`, as they are copied from a column or two of Excel. */
export function membersOf(text: string, known: readonly DraftMember[]): readonly DraftMember[] {
  const rows = text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .map((cells) => (/^\d{1,3}[.)]?$/.test(cells[0] ?? '') ? cells.slice(1) : cells))
    .map(([name = '', short = '']) => [linesOf(name)[0] ?? '', short] as const)
    .filter(([name]) => name !== '');
  const taken = new Set(known.map(({ code }) => code));
  const found = matched(
    rows.map(([name]) => name),
    known,
    ({ officialName, shortName }) => [viOf(officialName), viOf(shortName)],
  );
  return rows.map(([name, short], place) => {
    const member = found[place];
    if (member) {
      const officialName = folded(viOf(member.shortName)) === folded(name) ? member.officialName : name;
      return {
        ...member,
        officialName: withVi(member.officialName, viOf(officialName)),
        ...(short && { shortName: withVi(member.shortName, short) }),
      };
    }
    const code = freeWord(name, taken, 'don-vi');
    taken.add(code);
    return { code, officialName: name, ...(short && { shortName: short }) };
  });
}

/** The members as lines that `membersOf` reads. */
export const linesOfMembers = (members: readonly DraftMember[] = []): string =>
  members
    .map(({ officialName, shortName }) => {
      const [name, short] = [viOf(officialName) || viOf(shortName), viOf(shortName)];
      return short && short !== name ? `${name}\t${short}` : name;
    })
    .join('\n');

type AgendaItem = NonNullable<DraftFile['agenda']>[number];

/** The agenda from lines, one for each item. */
export function agendaOf(text: string, known: readonly AgendaItem[] = []): readonly AgendaItem[] {
  const lines = linesOf(text);
  const taken = new Set(known.map(({ code }) => code));
  return matched(lines, known, ({ title }) => [viOf(title)]).map((item, place) => {
    const title = lines[place] ?? '';
    if (item) return { ...item, title: withVi(item.title, title) };
    const code = freeWord(`muc ${place + 1}`, taken, 'muc');
    taken.add(code);
    return { code, title };
  });
}

/** What a member is called in lists. */
export const nameOf = ({ code, officialName, shortName }: DraftMember): string =>
  viOf(shortName) || viOf(officialName) || code;

/** What the server keeps though it stands here no more: names of items, delegates and proposals that were saved before. */
export function keptBy({ file, stored }: Draft): readonly string[] {
  const gone = <T extends object>(
    list: (file: DraftFile) => readonly T[] | undefined,
    key: (thing: T) => string,
    name: (thing: T) => string,
  ) => {
    const here = new Set((list(file) ?? []).map(key));
    return ((stored && list(stored)) ?? []).filter((thing) => !here.has(key(thing))).map(name);
  };
  return [
    ...gone(
      ({ bloc }) => bloc.members,
      ({ code }) => code,
      nameOf,
    ),
    ...gone(
      ({ agenda }) => agenda,
      ({ code }) => code,
      ({ title }) => viOf(title),
    ),
    ...gone(
      ({ delegates }) => delegates,
      ({ code }) => code,
      ({ name }) => viOf(name),
    ),
    ...gone(
      ({ proposals }) => proposals,
      ({ award, member }) => `${award} ${member}`,
      ({ member }) => nameOf(stored?.bloc.members?.find(({ code }) => code === member) ?? { code: member }),
    ),
  ];
}
