import { LeadershipRole } from '../bloc/leadership-term';
import { ConferenceKind, ConferenceNature } from '../conference/conference';
import { DirectiveKind } from '../conference/directive';
import type { ConferenceFile, HeldFile, Problem } from './conference-file';
import { type Fault, faults, latestYears } from './faults';
import { at } from './parse-file';

type Say = (path: string, value: unknown, fault: Fault) => void;

/** What a file of the right shape says against itself; empty when it agrees. Needs no database. */
export function checkConferenceFile(file: ConferenceFile): readonly Problem[] {
  const problems: Problem[] = [];
  const say: Say = (path, value, fault) =>
    void problems.push({ path, value: value === undefined ? null : String(value), ...fault });
  checkKeys(file, say);
  checkBloc(file, say);
  checkPactRule(file, say);
  const { conference } = file;
  if (conference) checkHeld({ ...file, conference }, say);
  else checkAlone(file, say);
  return problems;
}

/** What a file may tell of a bloc without a conference. */
const ofBlocAlone: readonly string[] = ['format', 'bloc', 'rules', 'awards', 'indicators', 'pactRule'];

function checkAlone(file: ConferenceFile, say: Say): void {
  for (const key of Object.keys(file))
    if (!ofBlocAlone.includes(key)) say(`/${key}`, undefined, faults.needsConference);
}

function checkHeld(file: HeldFile, say: Say): void {
  checkConference(file, say);
  checkPeople(file, say);
  checkResults(file, say);
  checkDecisions(file, say);
  checkBars(file, say);
  checkPact(file, say);
}

/** Codes are keys: a second item with the same one would overwrite the first. */
function checkKeys(file: ConferenceFile, say: Say): void {
  const lists = {
    '/bloc/members': file.bloc.members,
    '/awards': file.awards,
    '/delegations': file.delegations,
    '/delegates': file.delegates,
    '/agenda': file.agenda,
    '/indicators': file.indicators,
    '/directives': file.directives,
    '/keyTasks': file.keyTasks,
    '/resolutions': file.resolutions,
  };
  for (const [path, list] of Object.entries(lists)) {
    const seen = new Set<string>();
    list?.forEach(({ code }, index) => {
      if (seen.has(code)) say(`${path}/${index}/code`, code, faults.codeTwice);
      seen.add(code);
    });
  }
}

function checkBloc(file: ConferenceFile, say: Say): void {
  const places = new Set<number>();
  file.bloc.members?.forEach((member, index) => {
    if (member.ordinal !== undefined) {
      if (places.has(member.ordinal))
        say(`/bloc/members/${index}/ordinal`, member.ordinal, faults.placeTwice(member.ordinal));
      places.add(member.ordinal);
    }
    member.memberships?.forEach((span, place) => {
      if (span.seen !== undefined && (span.from !== undefined || span.to !== undefined)) {
        say(`/bloc/members/${index}/memberships/${place}/seen`, span.seen, faults.seenAlone);
      }
      if (span.from !== undefined && span.to !== undefined && span.to < span.from) {
        const path = `/bloc/members/${index}/memberships/${place}`;
        say(`${path}/to`, span.to, faults.spanBackwards);
      }
    });
  });
  file.rules?.forEach((rule, index) => {
    for (const key of ['quorum', 'pass'] as const) {
      const [part, whole] = shareOf(rule[key]);
      if (part > whole) say(`/rules/${index}/${key}`, rule[key], faults.aboveWhole);
      if (key === 'pass' && rule.strict && part === whole) say(`/rules/${index}/strict`, true, faults.moreThanWhole);
    }
    if (rule.tieOrder && rule.tieOrder[0] !== 'VOTES')
      say(`/rules/${index}/tieOrder`, rule.tieOrder.join(', '), faults.votesFirst);
    if (rule.doubleMajority && (rule.weights || rule.electorate === 'MEMBERS'))
      say(`/rules/${index}/doubleMajority`, 'true', faults.bothMajorities);
    needYear(`/rules/${index}`, rule.year, yearsToldOf(file).closes, 'closes', say);
  });
}

function checkConference(file: HeldFile, say: Say): void {
  const { timeZone } = file.conference;
  if (timeZone !== undefined && !isTimeZone(timeZone)) say('/conference/timeZone', timeZone, faults.noTimeZone);
  const { heldOn, kind, closes, reviews, opens, memberOrder } = file.conference;
  checkDay('/conference/heldOn', heldOn, say);
  const first = closes ?? reviews;
  const held = Number(heldOn?.slice(0, 4));
  if (first !== undefined && (held < first || held > first + latestYears))
    say('/conference/heldOn', heldOn, faults.heldFarFromYears(first));
  if (closes !== undefined && opens !== undefined && opens < closes) {
    say('/conference/opens', opens, faults.yearsBackwards);
  }
  if (kind === ConferenceKind.MIDYEAR) {
    if (closes !== undefined) say('/conference/closes', closes, faults.midyearHasNo('closes'));
    if (opens !== undefined) say('/conference/opens', opens, faults.midyearHasNo('opens'));
  } else if (reviews !== undefined) {
    say('/conference/reviews', reviews, faults.onlyMidyearReviews);
  }
  memberOrder?.forEach((member, index) => {
    if (memberOrder.indexOf(member) < index) say(`/conference/memberOrder/${index}`, member, faults.memberTwice);
  });
}

function checkPeople(file: ConferenceFile, say: Say): void {
  file.delegates?.forEach((delegate, index) => {
    const path = `/delegates/${index}`;
    for (const key of ['mayVote', 'maySign'] as const) {
      if (delegate[key] === true && delegate.member === undefined) {
        say(`${path}/${key}`, true, faults.mandateWithoutMember);
      }
    }
    if (delegate.proxyFor === delegate.code) {
      say(`${path}/proxyFor`, delegate.proxyFor, faults.proxyForSelf);
    }
    delegate.posts?.forEach((post, place) => {
      const of = `${path}/posts/${place}`;
      checkDay(`${of}/from`, post.from, say);
      checkDay(`${of}/to`, post.to, say);
      if (post.from !== undefined && post.to !== undefined && post.to < post.from) {
        say(`${of}/to`, post.to, faults.postBackwards);
      }
    });
  });
  file.directives?.forEach((directive, index) => {
    const foreign =
      directive.kind === DirectiveKind.SPEECH ? (['number', 'date', 'issuer'] as const) : (['delegate'] as const);
    checkDay(`/directives/${index}/date`, directive.date, say);
    for (const key of foreign) {
      if (directive[key] !== undefined) {
        say(`/directives/${index}/${key}`, key, faults.directiveHasNo(directive.kind, key));
      }
    }
  });
}

function checkResults(file: ConferenceFile, say: Say): void {
  file.results?.forEach((result, index) => {
    const path = `/results/${index}`;
    if ((result.raw === undefined) === (result.statement === undefined)) {
      say(path, result.indicator, result.raw === undefined ? faults.neitherFigureNorWords : faults.figureAndWords);
    }
    for (const key of ['unit', 'text'] as const) {
      if (result.statement !== undefined && result[key] !== undefined) {
        say(at(path, key), key, faults.statementHasNo(key));
      }
    }
    if (result.printed !== undefined && result.statement === undefined) {
      say(at(path, 'printed'), result.printed, faults.figureHasNoPrinted);
    }
    needYear(path, result.year, yearsToldOf(file).closes, 'closes', say);
  });
  const seen = new Set<string>();
  file.movements?.forEach((movement, index) => {
    needYear(`/movements/${index}`, movement.year, yearsToldOf(file).opens, 'opens', say);
    const key = `${movement.year ?? yearsToldOf(file).opens} ${movement.code}`;
    if (seen.has(key)) {
      say(`/movements/${index}/code`, movement.code, faults.codeTwiceInYear);
    }
    seen.add(key);
  });
}

function checkDecisions(file: HeldFile, say: Say): void {
  const record = file.conference.nature === ConferenceNature.RECORD;
  file.proposals?.forEach((proposal, index) => {
    needYear(`/proposals/${index}`, proposal.year, yearsToldOf(file).closes, 'closes', say);
    if (proposal.agreed !== undefined && !record) {
      say(`/proposals/${index}/agreed`, proposal.agreed, faults.agreedTooEarly);
    }
  });
  if (!record && file.resolutions !== undefined) {
    say('/resolutions', undefined, faults.resolvedTooEarly);
  }
  const seen = new Set<string>();
  file.leadership?.forEach((post, index) => {
    const path = `/leadership/${index}`;
    needYear(path, post.year, yearsToldOf(file).opens, 'opens', say);
    if (post.role === LeadershipRole.LEADER && (post.ordinal ?? 1) !== 1) {
      say(`${path}/ordinal`, post.ordinal, faults.oneLeader);
    }
    const key = `${post.year ?? yearsToldOf(file).opens} ${post.role} ${post.ordinal ?? 1}`;
    if (seen.has(key)) say(path, post.member, faults.postTwice);
    seen.add(key);
  });
}

function checkBars(file: ConferenceFile, say: Say): void {
  file.bars?.forEach(({ from, until }, index) => {
    checkDay(`/bars/${index}/from`, from, say);
    checkDay(`/bars/${index}/until`, until, say);
    if (until !== undefined && until < from) say(`/bars/${index}/until`, until, faults.barBackwards);
  });
}

function checkPactRule(file: ConferenceFile, say: Say): void {
  const { pactRule } = file;
  if (!pactRule) return;
  checkDay('/pactRule/from', pactRule.from, say);
  needYear('/pactRule', pactRule.year, yearsToldOf(file).opens, 'opens', say);
}

function checkPact(file: HeldFile, say: Say): void {
  const { pact } = file;
  if (!pact) return;
  needYear('/pact', pact.year, file.conference.opens, 'opens', say);
  if (pact.signatures !== undefined && file.conference.nature !== ConferenceNature.RECORD) {
    say('/pact/signatures', undefined, faults.signedTooEarly);
  }
  pact.signatures?.forEach(({ signedAt }, index) => {
    if (signedAt === undefined) return;
    checkDay(`/pact/signatures/${index}/signedAt`, signedAt.slice(0, 10), say);
    if (Number.isNaN(Date.parse(signedAt))) {
      say(`/pact/signatures/${index}/signedAt`, signedAt, faults.noSuchMoment);
    }
  });
}

/**
 * The years that things of the file are of unless they name one: those its conference closes and opens, or the one it
 * reviews. A file of a bloc alone has none.
 */
export function yearsToldOf({ conference }: ConferenceFile): {
  readonly closes: number | undefined;
  readonly opens: number | undefined;
} {
  return {
    closes: conference?.closes ?? conference?.reviews,
    opens: conference?.opens ?? conference?.reviews,
  };
}

/** Numerator and denominator of a share such as `2/3`. */
export function shareOf(text: string): readonly [number, number] {
  const [part, whole] = text.split('/');
  return [Number(part), Number(whole)];
}

function needYear(path: string, year: number | undefined, fallback: number | undefined, name: string, say: Say): void {
  if (year === undefined && fallback === undefined) {
    say(path, undefined, faults.noYear(name));
  }
}

function checkDay(path: string, day: string | undefined, say: Say): void {
  if (day === undefined) return;
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) {
    say(path, day, faults.noSuchDay);
  }
}

/** A name of the IANA list; an offset such as +07:00 is none. */
function isTimeZone(name: string): boolean {
  try {
    return /^[A-Z]/i.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}
