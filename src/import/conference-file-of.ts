import type { Award } from '../award/award';
import { isAgreement } from '../award/decision';
import { standingDecisions } from '../award/standing-decisions';
import type { Bloc } from '../bloc/bloc';
import type { Emblem } from '../bloc/emblem';
import { LeadershipRole } from '../bloc/leadership-term';
import type { Member } from '../bloc/member';
import type { VotingRule } from '../bloc/voting-rule';
import { type Conference, ConferenceNature } from '../conference/conference';
import { DecisionMethod } from '../conference/resolution';
import type { Flag } from '../graphql/types/flag';
import type { TextPair } from '../graphql/types/text-pair';
import { doubtsOf } from '../indicator/figure';
import { type Result, ResultKind, ResultPeriod } from '../indicator/result';
import { canonicalText, type Json } from '../log/canonical';
import type { Pact } from '../pact/pact';
import type { FileFlag, FileMember, FilePact, FileResult, FileRule, HeldFile, Text } from './conference-file';
import type { ExistingRows } from './existing-rows';
import { spanOf } from './plan-members';

/** One conference with all that a file of it tells. */
export interface KnownConference extends ExistingRows {
  readonly bloc: Bloc;
  /** A record or a live one, never a rehearsal. */
  readonly conference: Conference;
  /** The picture of the bloc, if it has one. */
  readonly emblem: Emblem | null;
}

/**
 * The file of a conference: imported again, it changes nothing, and brought into an empty database it makes the same
 * conference, as far as a file can tell it. What acts did beside (presence, polls, ballots, decisions of the council,
 * papers of authorisation) has no place in a file. Members and awards are named by their codes.
 */
export function conferenceFileOf(known: KnownConference): HeldFile {
  const { bloc, conference } = known;
  const isRecord = conference.nature === ConferenceNature.RECORD;
  const names = namesOf(known);
  return given({
    format: 'giaouoc/conference-file@1' as const,
    bloc: given({
      slug: bloc.slug,
      kind: bloc.kind,
      name: textOf(bloc.name),
      emblem: known.emblem ? `data:${known.emblem.type};base64,${known.emblem.bytes.toString('base64')}` : undefined,
      members: filled(membersOf(known)),
    }),
    rules: filled(rulesOf(known, names)),
    awards: filled(awardsOf(known)),
    conference: itselfOf(known, names),
    delegations: filled(
      inOrder(known.delegations).map(({ code, name, memberId }) =>
        given({ code, name: textOf(name), member: names.member(memberId) }),
      ),
    ),
    delegates: filled(delegatesOf(known, names)),
    agenda: filled(inOrder(known.agenda).map(({ code, session, title }) => ({ code, session, title: textOf(title) }))),
    indicators: filled(
      inOrder(known.indicators).map(({ code, ordinal, name, unit }) =>
        given({ code, ordinal: ordinal ?? undefined, name: textOf(name), unit: textOf(unit) }),
      ),
    ),
    results: filled(resultsOf(known, names)),
    movements: filled(movementsOf(known, names)),
    directives: filled(directivesOf(known)),
    keyTasks: filled(
      inOrder(known.keyTasks).map(({ code, text, flags }) =>
        given({ code, text: textOf(text), flags: filled(flags.map(flagOf)) }),
      ),
    ),
    resolutions: isRecord
      ? filled(inOrder(known.resolutions).map(({ code, method, text }) => ({ code, method, text: textOf(text) })))
      : undefined,
    proposals: filled(proposalsOf(known, names)),
    bars: filled(barsOf(known, names)),
    leadership: filled(leadershipOf(known, names)),
    pactRule: pactRuleOf(known),
    pact: pactOf(known, names),
  });
}

/** The keys that are known: what is not is left out of a file. */
type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function textOf(text: TextPair): Text;
function textOf(text: TextPair | null): Text | undefined;
function textOf(text: TextPair | null): Text | undefined {
  if (text === null) return undefined;
  return text.en === null || text.en === undefined ? text.vi : { vi: text.vi, en: text.en };
}

/** In the printed order; two that have one place, told by different files, by their codes. */
function inOrder<R extends { readonly ordinal: number | null; readonly code?: string }>(rows: readonly R[]): R[] {
  return rows.toSorted(
    (a, b) => (a.ordinal ?? Number.MAX_SAFE_INTEGER) - (b.ordinal ?? Number.MAX_SAFE_INTEGER) || byWord(a.code, b.code),
  );
}

const byWord = (a = '', b = '') => (a < b ? -1 : Number(a > b));

/** What things are called in a file, by their ids. */
interface Names {
  readonly member: (id: string | null) => string | undefined;
  readonly award: (id: string | null) => string | undefined;
  readonly indicator: (id: string) => string;
  readonly delegate: (id: string | null) => string | undefined;
}

function namesOf({ members, awards, indicators, delegates }: KnownConference): Names {
  const codes = new Map([...members, ...awards, ...indicators, ...delegates].map(({ id, code }) => [id, code]));
  const code = (id: string | null) => (id === null ? undefined : codes.get(id));
  return { member: code, award: code, delegate: code, indicator: (id) => codes.get(id) ?? id };
}

/** The years that things of the file are of unless they name one. */
const toldOf = ({ closesYear, reviewsYear, opensYear }: Conference) => ({
  closes: closesYear ?? reviewsYear,
  opens: opensYear ?? reviewsYear,
});

const unless = <T>(value: T, usual: T | null): T | undefined => (value === usual ? undefined : value);

function membersOf({ members, memberships }: KnownConference): readonly FileMember[] {
  const places = new Set<number>();
  return inOrder(members).map((member) => {
    const spans = memberships
      .filter(({ memberId }) => memberId === member.id)
      .toSorted((a, b) => (a.fromYear ?? 0) - (b.fromYear ?? 0))
      .map(spanOf);
    const isAlways = spans.length === 1 && Object.keys(spans[0] ?? {}).length === 0;
    // Files that told a part of the bloc each may have given one place to two.
    const isTaken = places.has(member.ordinal);
    places.add(member.ordinal);
    return given({
      code: member.code,
      ordinal: isTaken ? undefined : member.ordinal,
      officialName: textOf(member.officialName),
      shortName: textOf(member.shortName),
      aliases: filled(member.aliases),
      memberships: isAlways ? undefined : filled(spans),
    });
  });
}

/** Rules of the years the conference is about. */
function rulesInForce({ rules, conference }: KnownConference): readonly VotingRule[] {
  const years = Object.values(toldOf(conference));
  return rules
    .filter(({ year }) => years.includes(year))
    .toSorted((a, b) => a.year - b.year || byWord(a.subject, b.subject));
}

function rulesOf(known: KnownConference, names: Names): readonly FileRule[] {
  const { closes } = toldOf(known.conference);
  return rulesInForce(known).map(({ year, subject, rule }) =>
    given({
      year: unless(year, closes),
      subject,
      electorate: rule.electorate,
      quorum: `${rule.quorumNumerator}/${rule.quorumDenominator}`,
      pass: `${rule.passNumerator}/${rule.passDenominator}`,
      strict: rule.passStrict,
      base: rule.base,
      seats: rule.seats ?? undefined,
      floor: rule.floor,
      tieOrder: rule.tieOrder,
      selfVote: rule.selfVote,
      doubleMajority: rule.doubleMajority,
      weights: rule.memberWeights ? weightsOf(rule.memberWeights, names) : undefined,
    }),
  );
}

function weightsOf(weights: Readonly<Record<string, string>>, names: Names) {
  return Object.entries(weights)
    .map(([id, weight]) => ({ member: names.member(id) ?? id, weight: weight.replace('.', ',') }))
    .toSorted((a, b) => byWord(a.member, b.member));
}

/** Entries of the catalogue that something of the file names. */
function awardsOf(known: KnownConference) {
  const used = new Set<string | null>([
    ...known.proposals.map(({ awardId }) => awardId),
    ...ownBars(known).map(({ awardId }) => awardId),
  ]);
  const ruled = new Set(rulesInForce(known).map(({ subject }) => subject));
  return known.awards
    .filter(({ id, code }: Award) => used.has(id) || ruled.has(code))
    .toSorted((a, b) => byWord(a.code, b.code))
    .map(({ code, family, kind, name, grantor, aliases }) =>
      given({ code, family, kind, name: textOf(name), grantor: textOf(grantor), aliases: filled(aliases) }),
    );
}

function itselfOf({ conference }: KnownConference, names: Names): HeldFile['conference'] {
  const { slug, kind, nature, visibility, source } = conference;
  const order = conference.memberOrder?.map((id) => names.member(id) ?? id);
  return given({
    slug,
    kind,
    // The callers leave rehearsals out.
    nature: nature as ConferenceNature.RECORD | ConferenceNature.LIVE,
    visibility,
    name: textOf(conference.name),
    closes: conference.closesYear ?? undefined,
    opens: conference.opensYear ?? undefined,
    reviews: conference.reviewsYear ?? undefined,
    heldOn: conference.heldOn ?? undefined,
    timeZone: conference.timeZone,
    heldText: textOf(conference.heldText),
    place: textOf(conference.place),
    host: names.member(conference.hostId),
    statedMembers: conference.statedMembers ?? undefined,
    memberOrder: order && filled(order),
    agendaNote: textOf(conference.agendaNote),
    source: source
      ? given({
          title: source.title,
          publisher: source.publisher ?? undefined,
          publishedRaw: source.publishedRaw ?? undefined,
          url: source.url ?? undefined,
          caption: source.caption ?? undefined,
        })
      : undefined,
  });
}

function delegatesOf({ delegates }: KnownConference, names: Names) {
  return inOrder(delegates).map((delegate) =>
    given({
      code: delegate.code,
      name: textOf(delegate.name),
      member: names.member(delegate.memberId),
      posts: filled(
        delegate.posts.map(({ title, aliases, from, to }) =>
          given({
            title: textOf(title),
            aliases: filled(aliases),
            from: from ?? undefined,
            to: to ?? undefined,
          }),
        ),
      ),
      mayVote: delegate.mayVote,
      maySign: delegate.maySign,
      proxyFor: names.delegate(delegate.proxyForId),
      attended: delegate.attended ?? undefined,
    }),
  );
}

function resultsOf({ results, conference }: KnownConference, names: Names): readonly FileResult[] {
  const { closes } = toldOf(conference);
  return inOrder(results.filter(({ conferenceId }) => conferenceId === conference.id)).map((result) => {
    const { indicatorId, memberId, year, period, key } = result;
    const member = names.member(memberId);
    return given({
      indicator: names.indicator(indicatorId),
      member,
      year: unless(year, closes),
      period: unless(period, ResultPeriod.YEAR),
      key: unless(key, member ?? 'bloc'),
      ...reportedOf(result),
      flags: filled(ownFlags(result).map(flagOf)),
    });
  });
}

function reportedOf({ kind, raw, unit, text }: Result) {
  if (kind === ResultKind.FIGURE) return { raw, unit: unit ?? undefined, text: textOf(text) };
  const statement = text ?? { vi: raw, en: null };
  return { statement: textOf(statement), printed: unless(raw, statement.vi) };
}

/** Doubts that somebody wrote; those that any reading of the figure brings come by themselves. */
function ownFlags({ kind, raw, flags }: Result): readonly Flag[] {
  const read = kind === ResultKind.FIGURE ? doubtsOf(raw) : [];
  const last = flags.slice(flags.length - read.length);
  return read.length > 0 && asText(last) === asText(read) ? flags.slice(0, flags.length - read.length) : flags;
}

const asText = (flags: readonly Flag[]) =>
  canonicalText(flags.map(({ code, raw, reason }) => [code, raw, reason.vi]) as unknown as Json);

const flagOf = ({ code, raw, reason, suggestion }: Flag): FileFlag =>
  given({ code, raw, reason: textOf(reason), suggestion: suggestion ?? undefined });

function movementsOf({ movements, conference }: KnownConference, names: Names) {
  const { opens } = toldOf(conference);
  return inOrder(movements.filter(({ conferenceId }) => conferenceId === conference.id)).map((movement) =>
    given({
      code: movement.code,
      year: unless(movement.year, opens),
      field: textOf(movement.field),
      member: names.member(movement.memberId),
      emphasised: movement.emphasised,
      text: textOf(movement.text),
    }),
  );
}

function directivesOf({ directives, delegates }: KnownConference) {
  return inOrder(directives).map((directive) =>
    given({
      code: directive.code,
      kind: directive.kind,
      number: directive.number ?? undefined,
      date: directive.issuedOn ?? undefined,
      issuer: textOf(directive.issuer),
      delegate: delegates.find(({ id }) => id === directive.delegateId)?.code,
      text: textOf(directive.text),
    }),
  );
}

function proposalsOf({ proposals, decisions, conference }: KnownConference, names: Names) {
  const { closes } = toldOf(conference);
  const isRecord = conference.nature === ConferenceNature.RECORD;
  return inOrder(proposals).map((proposal) => {
    const steps = decisions.filter(({ proposalId }) => proposalId === proposal.id);
    const agreed = standingDecisions(steps.toSorted((a, b) => a.ordinal - b.ordinal)).find(({ step }) =>
      isAgreement(step),
    );
    const how = agreed?.step === 'VOTED' ? DecisionMethod.POLL : DecisionMethod.CONSENSUS;
    return given({
      award: names.award(proposal.awardId) ?? proposal.awardId,
      member: names.member(proposal.memberId) ?? proposal.memberId,
      year: unless(proposal.year, closes),
      reason: textOf(proposal.reason),
      addressee: textOf(proposal.addressee),
      besideReason: proposal.besideReason ?? undefined,
      agreed: isRecord && agreed ? how : undefined,
    });
  });
}

const ownBars = ({ bars, conference }: KnownConference) =>
  bars.filter(({ conferenceId }) => conferenceId === conference.id);

function barsOf(known: KnownConference, names: Names) {
  return ownBars(known)
    .toSorted((a, b) => byWord(a.fromDay + a.document, b.fromDay + b.document))
    .map((bar) =>
      given({
        member: names.member(bar.memberId) ?? bar.memberId,
        award: names.award(bar.awardId),
        document: bar.document,
        reason: bar.reason ?? undefined,
        from: bar.fromDay,
        until: bar.untilDay ?? undefined,
      }),
    );
}

/** Who was named here, and who is told of the years it is about; what another conference settled is told by its own file. */
function leadershipOf({ leadership, conference }: KnownConference, names: Names) {
  const { closes, opens } = toldOf(conference);
  return leadership
    .filter(
      ({ conferenceId, year }) =>
        conferenceId === conference.id || (conferenceId === null && (year === closes || year === opens)),
    )
    .toSorted((a, b) => a.year - b.year || rankOf(a) - rankOf(b))
    .map(({ role, ordinal, memberId, year, mode }) =>
      given({
        role,
        ordinal: unless(ordinal, 1),
        member: names.member(memberId) ?? memberId,
        year: unless(year, opens),
        mode,
      }),
    );
}

const rankOf = ({ role, ordinal }: { readonly role: string; readonly ordinal: number }) =>
  role === LeadershipRole.LEADER ? 0 : ordinal;

function pactRuleOf({ pactRules, conference }: KnownConference): HeldFile['pactRule'] | undefined {
  const { opens } = toldOf(conference);
  const rule = pactRules.find(({ year }) => year === opens);
  if (!rule || (rule.signatures === null && rule.from === null)) return undefined;
  return given({ signatures: rule.signatures ?? undefined, from: rule.from ?? undefined });
}

function pactOf(known: KnownConference, names: Names): FilePact | undefined {
  const { pacts, articles, targets, conference } = known;
  const inOrderOfYears = pacts.toSorted((a, b) => a.year - b.year);
  const pact = inOrderOfYears.find(({ year }) => year === conference.opensYear) ?? inOrderOfYears[0];
  if (!pact) return undefined;
  const of = ({ pactId }: { readonly pactId: string }) => pactId === pact.id;
  return given({
    year: unless(pact.year, conference.opensYear),
    title: textOf(pact.title),
    preamble: textOf(pact.preamble),
    contents: pact.statedContents ?? undefined,
    articles: filled(
      inOrder(articles.filter(of)).map(({ heading, text }) => ({ heading: textOf(heading), text: textOf(text) })),
    ),
    targets: filled(
      inOrder(targets.filter(of)).map(({ indicatorId, memberId, raw, unit }) =>
        given({
          indicator: names.indicator(indicatorId),
          member: names.member(memberId),
          raw,
          unit: unit ?? undefined,
        }),
      ),
    ),
    signatures: conference.nature === ConferenceNature.RECORD ? filled(signaturesOf(known, pact)) : undefined,
  });
}

function signaturesOf({ signatures, members }: KnownConference, { id }: Pact) {
  const member = (memberId: string) => members.find((each: Member) => each.id === memberId);
  return signatures
    .filter(({ pactId }) => pactId === id)
    .toSorted((a, b) => (member(a.memberId)?.ordinal ?? 0) - (member(b.memberId)?.ordinal ?? 0))
    .map(({ memberId, signerName, signedAt }) =>
      given({
        member: member(memberId)?.code ?? memberId,
        signer: textOf(signerName),
        // Whole seconds, which is all that a file can tell.
        signedAt: signedAt === null ? undefined : `${signedAt.toISOString().slice(0, 19)}Z`,
      }),
    );
}
