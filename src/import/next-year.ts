import { ConferenceKind, ConferenceNature } from '../conference/conference';
import type { FileMember, HeldFile, InBothLanguages, Text } from './conference-file';

/** What a file does not tell of its conference and the draft of the next year needs. */
export interface BesideFile {
  /** Who led the bloc, by the code of the member, in any year that is known. */
  readonly led: readonly { readonly member: string; readonly year: number }[];
  /** Codes of the delegates whom the desk took off the list. */
  readonly withdrawn: readonly string[];
}

/** A member that may lead next, and why; nobody has settled it. */
interface LeaderSuggestion {
  /** Code of the member. */
  readonly member: string;
  readonly year: number;
  readonly reason: InBothLanguages;
}

/** A conference of the next year as it may be prepared. */
export interface NextYear {
  /** A file of a live conference: what happened at the last one is not in it. */
  readonly file: HeldFile;
  /** Null where the file opens no year, or has no members that belong in it. */
  readonly leader: LeaderSuggestion | null;
}

/**
 * Drafts the conference of the next year from the file of the last one. Moved by a year: the years, the day, the rules and
 * years named in titles and in the text of the pact. Kept: members, rules, delegates with their posts and mandates, agenda,
 * articles of the pact. Left out: all that happened or was found (attendance, stand-ins, results, movements, directives, tasks,
 * resolutions, proposals, bars, targets, signatures), where it was held and by whom, its source, and who led.
 */
export function nextYear(last: HeldFile, beside: BesideFile): NextYear {
  const years = yearsOf(last);
  const moved = (text: Text) => movedText(text, years);
  const file: HeldFile = {
    format: last.format,
    bloc: blocOf(last),
    ...rulesOf(last),
    conference: conferenceOf(last, moved),
    ...delegatesOf(last, beside.withdrawn),
    ...(last.agenda && { agenda: last.agenda.map((item) => ({ ...item, title: moved(item.title) })) }),
    ...pactRuleOf(last),
    ...pactOf(last, moved),
  };
  return { file, leader: suggestLeader(file, beside.led) };
}

/** The years a conference is about; a text of it may name them. */
function yearsOf({ conference: { closes, opens, reviews } }: HeldFile): ReadonlySet<number> {
  return new Set([closes, opens, reviews].filter((year) => year !== undefined));
}

/** The bloc and its members; its picture is known by now. */
function blocOf({ bloc: { emblem: _, ...bloc } }: HeldFile): HeldFile['bloc'] {
  return bloc;
}

function conferenceOf({ conference }: HeldFile, moved: (text: Text) => Text): HeldFile['conference'] {
  const { kind, name, closes, opens, reviews, heldOn, timeZone } = conference;
  return {
    slug: nextSlug(conference),
    kind,
    nature: ConferenceNature.LIVE,
    name: moved(name),
    ...(closes !== undefined && { closes: closes + 1 }),
    ...(opens !== undefined && { opens: opens + 1 }),
    ...(reviews !== undefined && { reviews: reviews + 1 }),
    ...(heldOn !== undefined && { heldOn: yearLater(heldOn) }),
    ...(timeZone !== undefined && { timeZone }),
  };
}

/** The slug with its year moved; one that names none of its years gets the first of the new ones. */
function nextSlug({ slug, closes, opens, reviews }: HeldFile['conference']): string {
  const years = [closes, opens, reviews].filter((year) => year !== undefined);
  const moved = movedWord(slug, new Set(years));
  return moved === slug ? `${slug}-${(years[0] ?? 0) + 1}` : moved;
}

/** Each of these years in a word with hyphens, a year later. */
const movedWord = (word: string, years: ReadonlySet<number>): string =>
  word.replace(/\d{4}/g, (digits) => (years.has(Number(digits)) ? String(Number(digits) + 1) : digits));

/** The same day a year later; 29 February becomes the 28th. */
export function yearLater(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const next = `${Number(year) + 1}-${month}`;
  return month === '02' && date === '29' ? `${next}-28` : `${next}-${date}`;
}

/**
 * A text in which each of these years stands a year later. Years within a number of a document (`12/2024`, `2024/QĐ-TTg`,
 * `15-03-2024`) are left as they are.
 */
export function movedText(text: Text, years: ReadonlySet<number>): Text {
  const moved = (words: string) =>
    words.replace(/(?<![\d/.,-])\d{4}(?![\d/]|[.,-]\d)/g, (digits) =>
      years.has(Number(digits)) ? String(Number(digits) + 1) : digits,
    );
  if (typeof text === 'string') return moved(text);
  return text.en === undefined ? { vi: moved(text.vi) } : { vi: moved(text.vi), en: moved(text.en) };
}

/** Rules of the year that was judged hold for the next as well; of other years they are settled already. */
function rulesOf({ rules = [], awards = [], conference }: HeldFile): Pick<HeldFile, 'rules' | 'awards'> {
  const judged = conference.closes ?? conference.reviews;
  const kept = rules.filter(({ year = judged }) => year === judged).map(({ year: _, ...rule }) => rule);
  const named = new Set(kept.map(({ subject }) => subject));
  const needed = awards.filter(({ code }) => named.has(code));
  return { ...(kept.length > 0 && { rules: kept }), ...(needed.length > 0 && { awards: needed }) };
}

/** Who came for a member, and guests, with the posts that have not ended; nobody stands in for anybody yet. */
function delegatesOf(
  { delegates = [], conference }: HeldFile,
  withdrawn: readonly string[],
): Pick<HeldFile, 'delegates'> {
  const { heldOn = '0000-00-00' } = conference;
  const kept = delegates
    .filter(({ code }) => !withdrawn.includes(code))
    .map(({ attended: _, proxyFor: __, posts, ...delegate }) => {
      const held = posts?.filter(({ to }) => to === undefined || to > heldOn);
      return { ...delegate, ...(held && held.length > 0 && { posts: held }) };
    });
  return kept.length > 0 ? { delegates: kept } : {};
}

function pactRuleOf({ pactRule, conference }: HeldFile): Pick<HeldFile, 'pactRule'> {
  if (!pactRule || (pactRule.year ?? conference.opens) !== conference.opens) return {};
  const { signatures, from } = pactRule;
  return {
    pactRule: { ...(signatures !== undefined && { signatures }), ...(from !== undefined && { from: yearLater(from) }) },
  };
}

/** Title and articles as a draft. Targets are agreed anew each year, and nobody has signed. */
function pactOf({ pact, conference }: HeldFile, moved: (text: Text) => Text): Pick<HeldFile, 'pact'> {
  if (!pact || conference.kind === ConferenceKind.MIDYEAR || conference.opens === undefined) return {};
  const { title, preamble, articles } = pact;
  return {
    pact: {
      title: moved(title),
      ...(preamble !== undefined && { preamble: moved(preamble) }),
      ...(articles !== undefined && {
        articles: articles.map(({ heading, text }) => ({ heading: moved(heading), text: moved(text) })),
      }),
    },
  };
}

/**
 * Who may lead in the year that is opened, by rotation: the first of the members, in the order the bloc lists them, of which
 * nobody knows that it ever led; where all have, the one whose last time is longest ago.
 */
function suggestLeader(
  { bloc: { members = [] }, conference: { opens } }: HeldFile,
  led: BesideFile['led'],
): LeaderSuggestion | null {
  if (opens === undefined) return null;
  const last = new Map<string, number>();
  for (const { member, year } of led) if (year < opens) last.set(member, Math.max(year, last.get(member) ?? 0));
  const belonging = members
    .filter((member) => belongs(member, opens))
    .toSorted((a, b) => (a.ordinal ?? Number.MAX_SAFE_INTEGER) - (b.ordinal ?? Number.MAX_SAFE_INTEGER));
  const fresh = belonging.find(({ code }) => !last.has(code));
  if (fresh) return { member: fresh.code, year: opens, reason: neverLed };
  const next = belonging.toSorted((a, b) => (last.get(a.code) ?? 0) - (last.get(b.code) ?? 0))[0];
  return next ? { member: next.code, year: opens, reason: longestAgo(last.get(next.code) ?? 0) } : null;
}

const neverLed: InBothLanguages = {
  vi: 'Luân phiên: theo thứ tự danh sách, đây là đơn vị đầu tiên chưa có năm nào được ghi nhận giữ vai trò trưởng cụm, trưởng khối.',
  en: 'By rotation: in the order of the list it is the first member of which no year as leader is recorded.',
};

const longestAgo = (year: number): InBothLanguages => ({
  vi: `Luân phiên: các đơn vị đều đã giữ vai trò trưởng; lần gần nhất của đơn vị này, năm ${year}, là xa nhất.`,
  en: `By rotation: every member has led; the last time of this one, in ${year}, is the longest ago.`,
});

function belongs({ memberships }: FileMember, year: number): boolean {
  if (!memberships) return true;
  return memberships.some(({ from, to, seen }) => (seen ?? from ?? year) <= year && year <= (seen ?? to ?? year));
}
