import { LeadershipRole } from '../bloc/leadership-term';
import { ConferenceNature } from '../conference/conference';
import { DirectiveKind } from '../conference/directive';
import type { ConferenceFile, Problem } from './conference-file';
import { at } from './parse-file';

type Say = (path: string, value: unknown, problem: string, cure: string) => void;

/** What a file of the right shape says against itself; empty when it agrees. Needs no database. */
export function checkConferenceFile(file: ConferenceFile): readonly Problem[] {
  const problems: Problem[] = [];
  const say: Say = (path, value, problem, cure) =>
    void problems.push({ path, value: value === undefined ? null : String(value), problem, cure });
  checkKeys(file, say);
  checkBloc(file, say);
  checkConference(file, say);
  checkPeople(file, say);
  checkResults(file, say);
  checkDecisions(file, say);
  checkPact(file, say);
  return problems;
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
      if (seen.has(code))
        say(`${path}/${index}/code`, code, 'The code stands twice in the list.', 'Choose another code.');
      seen.add(code);
    });
  }
}

function checkBloc(file: ConferenceFile, say: Say): void {
  file.bloc.members?.forEach((member, index) => {
    member.memberships?.forEach((span, place) => {
      if (span.from !== undefined && span.to !== undefined && span.to < span.from) {
        const path = `/bloc/members/${index}/memberships/${place}`;
        say(`${path}/to`, span.to, 'The span ends before it begins.', 'Put the later year at `to`.');
      }
    });
  });
  file.rules?.forEach((rule, index) => {
    for (const key of ['quorum', 'pass'] as const) {
      const [part, whole] = shareOf(rule[key]);
      if (part > whole) say(`/rules/${index}/${key}`, rule[key], 'It is more than the whole.', 'Write at most 1/1.');
    }
    needYear(`/rules/${index}`, rule.year, file.conference.closes, 'closes', say);
  });
}

function checkConference(file: ConferenceFile, say: Say): void {
  const { heldOn, closes, opens } = file.conference;
  checkDay('/conference/heldOn', heldOn, say);
  if (closes !== undefined && opens !== undefined && opens < closes) {
    say('/conference/opens', opens, 'The year opened is before the year closed.', 'Exchange `opens` and `closes`.');
  }
}

function checkPeople(file: ConferenceFile, say: Say): void {
  file.delegates?.forEach((delegate, index) => {
    const path = `/delegates/${index}`;
    for (const key of ['mayVote', 'maySign'] as const) {
      if (delegate[key] === true && delegate.member === undefined) {
        say(`${path}/${key}`, true, 'A mandate comes from a member, and none is named.', 'Add `member`.');
      }
    }
    if (delegate.proxyFor === delegate.code) {
      say(`${path}/proxyFor`, delegate.proxyFor, 'Nobody stands in for himself.', 'Name the absent delegate.');
    }
    delegate.posts?.forEach((post, place) => {
      const of = `${path}/posts/${place}`;
      checkDay(`${of}/from`, post.from, say);
      checkDay(`${of}/to`, post.to, say);
      if (post.from !== undefined && post.to !== undefined && post.to < post.from) {
        say(`${of}/to`, post.to, 'The post ends before it begins.', 'Put the later day at `to`.');
      }
    });
  });
  file.directives?.forEach((directive, index) => {
    const foreign = directive.kind === DirectiveKind.SPEECH ? (['number', 'issuer'] as const) : (['delegate'] as const);
    for (const key of foreign) {
      if (directive[key] !== undefined) {
        say(
          `/directives/${index}/${key}`,
          key,
          `A ${directive.kind} has no \`${key}\`.`,
          'Remove it or change `kind`.',
        );
      }
    }
  });
}

function checkResults(file: ConferenceFile, say: Say): void {
  file.results?.forEach((result, index) => {
    const path = `/results/${index}`;
    if ((result.raw === undefined) === (result.statement === undefined)) {
      const problem =
        result.raw === undefined ? 'It has neither a figure nor words.' : 'It has both a figure and words.';
      say(path, result.indicator, problem, 'Write `raw` for a figure or `statement` for words.');
    }
    for (const key of ['unit', 'text'] as const) {
      if (result.statement !== undefined && result[key] !== undefined) {
        say(at(path, key), key, `A statement has no \`${key}\`.`, 'Put all words into `statement`.');
      }
    }
    if (result.printed !== undefined && result.statement === undefined) {
      const cure = 'Put the words around a figure into `text`.';
      say(at(path, 'printed'), result.printed, 'A figure has no `printed` words.', cure);
    }
    needYear(path, result.year, file.conference.closes, 'closes', say);
  });
  const seen = new Set<string>();
  file.movements?.forEach((movement, index) => {
    needYear(`/movements/${index}`, movement.year, file.conference.opens, 'opens', say);
    const key = `${movement.year ?? file.conference.opens} ${movement.code}`;
    if (seen.has(key)) {
      say(`/movements/${index}/code`, movement.code, 'The code stands twice in one year.', 'Choose another code.');
    }
    seen.add(key);
  });
}

function checkDecisions(file: ConferenceFile, say: Say): void {
  const record = file.conference.nature === ConferenceNature.RECORD;
  file.proposals?.forEach((proposal, index) => {
    needYear(`/proposals/${index}`, proposal.year, file.conference.closes, 'closes', say);
    if (proposal.agreed !== undefined && !record) {
      const cure = 'Remove it; the conference decides on this server.';
      say(`/proposals/${index}/agreed`, proposal.agreed, 'A live conference has not agreed on anything yet.', cure);
    }
  });
  if (!record && file.resolutions !== undefined) {
    const cure = 'Remove them; the conference decides on this server.';
    say('/resolutions', undefined, 'A live conference has not resolved anything yet.', cure);
  }
  const seen = new Set<string>();
  file.leadership?.forEach((post, index) => {
    const path = `/leadership/${index}`;
    needYear(path, post.year, file.conference.opens, 'opens', say);
    if (post.role === LeadershipRole.LEADER && (post.ordinal ?? 1) !== 1) {
      say(`${path}/ordinal`, post.ordinal, 'A bloc has one leader.', 'Remove `ordinal`, or write DEPUTY.');
    }
    const key = `${post.year ?? file.conference.opens} ${post.role} ${post.ordinal ?? 1}`;
    if (seen.has(key))
      say(path, post.member, 'The post is given twice.', 'Number deputies with `ordinal` 1, 2 and so on.');
    seen.add(key);
  });
}

function checkPact(file: ConferenceFile, say: Say): void {
  const { pact } = file;
  if (!pact) return;
  needYear('/pact', pact.year, file.conference.opens, 'opens', say);
  if (pact.signatures !== undefined && file.conference.nature !== ConferenceNature.RECORD) {
    const cure = 'Remove them; members sign on this server.';
    say('/pact/signatures', undefined, 'A live pact has not been signed yet.', cure);
  }
  pact.signatures?.forEach(({ signedAt }, index) => {
    if (signedAt === undefined) return;
    checkDay(`/pact/signatures/${index}/signedAt`, signedAt.slice(0, 10), say);
    if (Number.isNaN(Date.parse(signedAt))) {
      say(`/pact/signatures/${index}/signedAt`, signedAt, 'There is no such moment.', 'Check hour and minute.');
    }
  });
}

/** Numerator and denominator of a share such as `2/3`. */
export function shareOf(text: string): readonly [number, number] {
  const [part, whole] = text.split('/');
  return [Number(part), Number(whole)];
}

function needYear(path: string, year: number | undefined, fallback: number | undefined, name: string, say: Say): void {
  if (year === undefined && fallback === undefined) {
    say(path, undefined, 'It has no year.', `Add \`year\`, or \`${name}\` to the conference.`);
  }
}

function checkDay(path: string, day: string | undefined, say: Say): void {
  if (day === undefined) return;
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) {
    say(path, day, 'There is no such day.', 'Check month and day; the form is yyyy-mm-dd.');
  }
}
