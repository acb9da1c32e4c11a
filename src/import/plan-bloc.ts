import type { Award } from '../award/award';
import { Bloc } from '../bloc/bloc';
import type { Member } from '../bloc/member';
import { usualFloor } from '../bloc/rule';
import { VotingRule } from '../bloc/voting-rule';
import { evaluatedYear } from '../conference/evaluated-year';
import { Indicator } from '../indicator/indicator';
import { type ChangeSet, pair } from './change-set';
import { shareOf } from './check-conference-file';
import { checkSpellings } from './check-spellings';
import type { ConferenceFile } from './conference-file';
import type { ExistingRows } from './existing-rows';
import { at } from './parse-file';
import { planAwards } from './plan-awards';
import { checkMemberCount, planMembers, planMemberships } from './plan-members';
import { looseAwardKey, looseMemberKey, type Match, type Named, Spellings } from './spelling';

/** What the rest of the file refers to; each look-up that fails notes a problem and gives undefined. */
export interface Scene {
  readonly file: ConferenceFile;
  readonly existing: ExistingRows;
  readonly changes: ChangeSet;
  readonly bloc: Bloc;
  readonly members: readonly Member[];
  readonly memberOf: (path: string, name: string) => Member | undefined;
  /** The member, if it belongs to the bloc in that year. */
  readonly memberIn: (path: string, name: string, year: number) => Member | undefined;
  readonly belongs: (member: Member, year: number) => boolean;
  readonly awardOf: (path: string, name: string) => Award | undefined;
  readonly indicatorOf: (path: string, code: string) => Indicator | undefined;
}

/** Plans what outlasts one conference: the bloc, its members and rules, the award catalogue and the indicators. */
export function planBloc(file: ConferenceFile, existing: ExistingRows, changes: ChangeSet): Scene {
  const { slug, kind, name } = file.bloc;
  if (!existing.bloc) changes.need('/bloc', { kind, name }, `the bloc \`${slug}\` is new`);
  const place = { path: '/bloc', thing: `bloc ${slug}` };
  const bloc = changes.upsert(Bloc, place, existing.bloc, { slug, kind, name: pair(name) });
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
    changes.problem(path, text, `It is no member in ${year}.`, 'Check the year, or the `memberships` of the member.');
    return undefined;
  };
  const awardNames = new Spellings(awards.map(namedAward), looseAwardKey);
  const titled = file.awards?.map(({ code, name, aliases }) => ({ code, names: { name }, aliases }));
  checkSpellings(changes, 'award', '/awards', awardNames, titled);
  const awardOf = (path: string, text: string) =>
    onlyMatch(changes, path, text, awardNames.find(text), 'award', '/awards')?.award;
  const indicatorOf = (path: string, code: string) => {
    const found = indicators.get(code);
    if (!found) changes.problem(path, code, 'No indicator has this code.', 'Add it to `/indicators`.');
    return found;
  };
  const scene = { file, existing, changes, bloc, members, memberOf, memberIn, belongs, awardOf, indicatorOf };
  planRules(scene);
  return scene;
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
      changes.need(`/indicators/${index}`, { name }, `the indicator \`${code}\` is new`);
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

const voting = { instead: 'give the poll a rule of its own with `createPoll`' };

/** Plans the rules; those of the year a conference in session judges stay as they were when it began. */
function planRules({ file, existing, changes, bloc, awardOf }: Scene): void {
  const seen = new Set<string>();
  file.rules?.forEach((given, index) => {
    const path = `/rules/${index}`;
    const year = given.year ?? file.conference.closes;
    const builtIn = given.subject === 'RESOLUTION' || given.subject === 'LEADERSHIP';
    const subject = builtIn ? given.subject : awardOf(at(path, 'subject'), given.subject)?.code;
    if (year === undefined || subject === undefined) return;
    if (seen.has(`${year} ${subject}`)) {
      changes.problem(at(path, 'subject'), given.subject, `It has a rule for ${year} already.`, 'Keep one of them.');
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
      },
    });
  });
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
  what: string,
  list: string,
): T | undefined {
  switch (match.kind) {
    case 'ONE':
      return match.thing;
    case 'NONE':
      changes.problem(
        path,
        text,
        `No ${what} is called so.`,
        `Correct the name, add the spelling to its \`aliases\`, or add the ${what} to \`${list}\`.`,
      );
      return undefined;
    case 'MANY': {
      const codes = match.things.map((thing) => thing.code).join(', ');
      changes.problem(path, text, `More than one ${what} may be meant: ${codes}.`, 'Write the code.');
      return undefined;
    }
  }
}
