import { type Award, AwardKind } from '../award/award';
import { Bloc } from '../bloc/bloc';
import { Emblem, maxEmblemBytes } from '../bloc/emblem';
import type { Member } from '../bloc/member';
import { usualFloor, usualTerms } from '../bloc/rule';
import { VotingRule } from '../bloc/voting-rule';
import { evaluatedYear } from '../conference/evaluated-year';
import { Indicator } from '../indicator/indicator';
import { type ChangeSet, pair } from './change-set';
import { shareOf, yearsToldOf } from './check-conference-file';
import { checkSpellings } from './check-spellings';
import type { ConferenceFile, FileRule, HeldFile } from './conference-file';
import { emblemOf } from './emblem';
import type { ExistingRows } from './existing-rows';
import { faults, type Thing } from './faults';
import { at } from './parse-file';
import { planAwards } from './plan-awards';
import { checkMemberCount, planMembers, planMemberships } from './plan-members';
import { looseAwardKey, looseMemberKey, type Match, type Named, Spellings } from './spelling';

/** What the rest of the file refers to; each look-up that fails notes a problem and gives undefined. */
export interface Scene<File extends ConferenceFile = ConferenceFile> {
  readonly file: File;
  readonly existing: ExistingRows;
  readonly changes: ChangeSet;
  readonly bloc: Bloc;
  readonly members: readonly Member[];
  readonly memberOf: (path: string, name: string) => Member | undefined;
  /** The member, if it belongs to the bloc in that year. */
  readonly memberIn: (path: string, name: string, year: number) => Member | undefined;
  readonly belongs: (member: Member, year: number) => boolean;
  readonly awardOf: (path: string, name: string) => Award | undefined;
  /** The name of an award of the catalogue, for people. */
  readonly awardNamed: (id: string) => string;
  readonly indicatorOf: (path: string, code: string) => Indicator | undefined;
  /** The row of a year, or the conference's row of the year that the file corrects; `isIt` tells it from its neighbours. */
  readonly ofYear: <R extends OfYear>(
    rows: readonly R[],
    year: YearOfThing,
    isIt: (row: R) => boolean,
  ) => R | undefined;
}

/** The scene of a file that tells of a conference. */
export type HeldScene = Scene<HeldFile>;

/** A row that belongs to one year, told by a conference. */
interface OfYear {
  readonly year: number;
  readonly conferenceId: string | null;
}

/** The year a thing of the file is of: its own, or the one the conference closes or opens. */
export interface YearOfThing {
  readonly year: number;
  readonly own: number | undefined;
  readonly of: 'closes' | 'opens';
}

/** Plans what outlasts one conference: the bloc, its members and rules, the award catalogue and the indicators. */
export function planBloc(file: ConferenceFile, existing: ExistingRows, changes: ChangeSet): Scene {
  const { slug, kind, name } = file.bloc;
  if (!existing.bloc) changes.need('/bloc', { kind, name }, newBloc(slug));
  const place = { path: '/bloc', thing: `bloc ${slug}` };
  const bloc = changes.upsert(Bloc, place, existing.bloc, {
    ...{ slug, kind, name: pair(name) },
    emblemHash: planEmblem(file, existing, changes),
  });
  const members = planMembers(file, existing, changes, bloc);
  const belongs = planMemberships(file, existing, changes, members);
  checkMemberCount(file, changes, members, belongs);
  const awards = planAwards(file, existing, changes);
  const indicators = planIndicators(file, existing, changes, bloc);

  const bySpelling = new Spellings(members.map(namedMember), looseMemberKey);
  const called = file.bloc.members?.map(({ code, officialName, shortName, aliases }) => {
    return { code, names: { officialName, shortName }, aliases };
  });
  checkSpellings(changes, 'member', '/bloc/members', bySpelling, called);
  const memberOf = (path: string, text: string) =>
    onlyMatch(changes, path, text, bySpelling.find(text), 'member', '/bloc/members')?.member;
  const memberIn = (path: string, text: string, year: number) => {
    const member = memberOf(path, text);
    if (!member || belongs(member, year)) return member;
    changes.problem(path, text, faults.notMemberIn(year));
    return undefined;
  };
  const awardNames = new Spellings(awards.map(namedAward), looseAwardKey);
  const titled = file.awards?.map(({ code, name, aliases }) => ({ code, names: { name }, aliases }));
  checkSpellings(changes, 'award', '/awards', awardNames, titled);
  const awardOf = (path: string, text: string) =>
    onlyMatch(changes, path, text, awardNames.find(text), 'award', '/awards')?.award;
  const awardNamed = (id: string) => awards.find((award) => award.id === id)?.name.vi ?? id;
  const indicatorOf = (path: string, code: string) => {
    const found = indicators.get(code);
    if (!found) changes.problem(path, code, faults.noIndicator);
    return found;
  };
  const ofYear = rowOfYear(file, existing);
  const scene = {
    file,
    existing,
    changes,
    bloc,
    members,
    memberOf,
    memberIn,
    belongs,
    awardOf,
    awardNamed,
    indicatorOf,
    ofYear,
  };
  planRules(scene);
  return scene;
}

/** The hash of the emblem the file gives, which is written with it if it is new; undefined where it gives none. */
function planEmblem({ bloc }: ConferenceFile, existing: ExistingRows, changes: ChangeSet): string | undefined {
  if (bloc.emblem === undefined) return undefined;
  const emblem = emblemOf(bloc.emblem);
  if (!emblem) {
    changes.problem('/bloc/emblem', `${bloc.emblem.slice(0, 40)}…`, faults.emblem(maxEmblemBytes));
    return undefined;
  }
  if (!existing.emblems.has(emblem.sha256)) changes.inserts.push({ kind: 'INSERT', table: Emblem, row: emblem });
  return emblem.sha256;
}

/**
 * Finds rows again when the file corrects the year a conference closes or opens: what stood at the wrong year and is told
 * of no year of its own moves with it, instead of being left there beside a copy.
 */
function rowOfYear(file: ConferenceFile, { conference }: ExistingRows): Scene['ofYear'] {
  const now = yearsToldOf(file);
  const before = {
    closes: conference?.closesYear ?? conference?.reviewsYear,
    opens: conference?.opensYear ?? conference?.reviewsYear,
  };
  return (rows, { year, own, of }, isIt) => {
    const found = rows.find((row) => row.year === year && isIt(row));
    const former = before[of];
    if (found || own !== undefined || former === now[of]) return found;
    return rows.find((row) => row.year === former && row.conferenceId === conference?.id && isIt(row));
  };
}

function planIndicators(
  file: ConferenceFile,
  existing: ExistingRows,
  changes: ChangeSet,
  bloc: Bloc,
): ReadonlyMap<string, Indicator> {
  const indicators = new Map(existing.indicators.map((indicator) => [indicator.code, indicator]));
  let last = Math.max(0, ...existing.indicators.map((indicator) => indicator.ordinal ?? 0));
  file.indicators?.forEach((given, index) => {
    const { code, ordinal, name, unit } = given;
    const found = indicators.get(code);
    if (!found) {
      changes.need(`/indicators/${index}`, { name }, newIndicator(code));
      last = Math.max(last + 1, ordinal ?? 0);
    }
    const row = changes.upsert(
      Indicator,
      { path: `/indicators/${index}`, thing: `indicator ${code}` },
      found,
      { blocId: bloc.id, code, ordinal, name: pair(name), unit: pair(unit) },
      { ordinal: last },
    );
    indicators.set(code, row);
  });
  return indicators;
}

const newBloc = (slug: string) => ({ vi: `\`${slug}\` là cụm, khối mới`, en: `the bloc \`${slug}\` is new` });
const newIndicator = (code: string) => ({ vi: `\`${code}\` là chỉ tiêu mới`, en: `the indicator \`${code}\` is new` });

const voting = {
  instead: {
    vi: 'đặt thể lệ riêng cho phiếu biểu quyết bằng `createPoll`',
    en: 'give the poll a rule of its own with `createPoll`',
  },
};

/** Subjects of rules that are no award of the catalogue. */
const ruleSubjects: readonly string[] = ['RESOLUTION', 'LEADERSHIP', ...Object.values(AwardKind)];

/** Plans the rules; those of the year a conference in session judges stay as they were when it began. */
function planRules(scene: Scene): void {
  const { file, existing, changes, bloc, awardOf } = scene;
  const seen = new Set<string>();
  file.rules?.forEach((given, index) => {
    const path = `/rules/${index}`;
    const year = given.year ?? yearsToldOf(file).closes;
    const builtIn = ruleSubjects.includes(given.subject);
    const subject = builtIn ? given.subject : awardOf(at(path, 'subject'), given.subject)?.code;
    if (year === undefined || subject === undefined) return;
    if (seen.has(`${year} ${subject}`)) {
      changes.problem(at(path, 'subject'), given.subject, faults.ruleTwice(year));
      return;
    }
    seen.add(`${year} ${subject}`);
    const [quorumNumerator, quorumDenominator] = shareOf(given.quorum);
    const [passNumerator, passDenominator] = shareOf(given.pass);
    const found = existing.rules.find((rule) => rule.year === year && rule.subject === subject);
    const applied = existing.inSession.some((conference) => evaluatedYear(conference) === year);
    const place = { path, thing: `rule ${subject} ${year}`, frozen: applied ? voting : null };
    changes.upsert(VotingRule, place, found, {
      blocId: bloc.id,
      year,
      subject,
      rule: {
        electorate: given.electorate,
        quorumNumerator,
        quorumDenominator,
        passNumerator,
        passDenominator,
        passStrict: given.strict ?? false,
        base: given.base,
        seats: given.seats ?? null,
        floor: given.floor ?? usualFloor,
        ...termsOf(scene, path, given),
      },
    });
  });
}

/** What a rule says of ties, self-votes and weights; members that fit nobody, or come twice, are problems. */
function termsOf(
  { changes, memberOf }: Scene,
  path: string,
  { tieOrder, selfVote, doubleMajority, weights }: FileRule,
): ReturnType<typeof usualTerms> {
  const usual = usualTerms();
  const memberWeights: Record<string, string> = {};
  weights?.forEach(({ member, weight }, index) => {
    const place = `${path}/weights/${index}/member`;
    const id = memberOf(place, member)?.id;
    if (id !== undefined && Object.hasOwn(memberWeights, id)) changes.problem(place, member, faults.weightTwice);
    if (id !== undefined) memberWeights[id] = weight.replace(',', '.');
  });
  return {
    tieOrder: tieOrder ? [...tieOrder] : usual.tieOrder,
    selfVote: selfVote ?? usual.selfVote,
    doubleMajority: doubleMajority ?? usual.doubleMajority,
    memberWeights: weights ? memberWeights : null,
  };
}

interface NamedMember extends Named {
  readonly member: Member;
}

function namedMember(member: Member): NamedMember {
  const names = [member.officialName, member.shortName].flatMap((name) => [name?.vi, name?.en]);
  const spellings = [...names, ...member.aliases].filter((name) => typeof name === 'string');
  return { id: member.id, code: member.code, spellings, member };
}

interface NamedAward extends Named {
  readonly award: Award;
}

function namedAward(award: Award): NamedAward {
  const spellings = [award.name?.vi, award.name?.en, ...award.aliases].filter((name) => typeof name === 'string');
  return { id: award.id, code: award.code, spellings, award };
}

/** The one thing a name means; anything else becomes a problem with the cure. */
function onlyMatch<T extends Named>(
  changes: ChangeSet,
  path: string,
  text: string,
  match: Match<T>,
  what: Thing,
  list: string,
): T | undefined {
  switch (match.kind) {
    case 'ONE':
      return match.thing;
    case 'NONE':
      changes.problem(path, text, faults.nothingCalled(what, list));
      return undefined;
    case 'MANY': {
      const codes = match.things.map((thing) => thing.code).join(', ');
      changes.problem(path, text, faults.severalCalled(what, codes));
      return undefined;
    }
  }
}
