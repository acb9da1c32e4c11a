import type { Member } from '../bloc/member';
import type { PactTerms } from '../bloc/pact-rule';
import { ConferenceNature } from '../conference/conference';
import { Article } from '../pact/article';
import { Pact, PactState } from '../pact/pact';
import { readTarget } from '../pact/read-target';
import { Signature, SignatureMethod } from '../pact/signature';
import { Target } from '../pact/target';
import { pair } from './change-set';
import type { FilePact, Text } from './conference-file';
import { faults } from './faults';
import type { Freeze } from './freeze';
import { at } from './parse-file';
import type { HeldScene, Scene } from './plan-bloc';
import type { ConferenceScene } from './plan-conference';
import { plannedTerms } from './plan-pact-rule';

const drafting = {
  instead: {
    vi: 'dùng `draftPact` khi chưa có ai ký',
    en: 'use `draftPact` as long as nobody has signed',
  },
};

/**
 * Plans the pact, its articles, targets and reported signatures. A live pact starts as a draft and is fixed once it is
 * open. One of the past is in force when as many as its rule asks for are reported to have signed: by default every member of
 * its year, those too that the source only counts; open when some are.
 */
export function planPact(scene: HeldScene, { conference, frozen }: ConferenceScene): void {
  const { file, existing, changes } = scene;
  const given = file.pact;
  const year = given?.year ?? file.conference.opens;
  if (!given || year === undefined) return;
  const record = conference.nature === ConferenceNature.RECORD;
  const found = scene.ofYear(existing.pacts, { year, own: given.year, of: 'opens' }, () => true);
  const fixed = frozen || (!record && found !== undefined && found.state !== PactState.DRAFT) ? drafting : null;
  const reports = reportsOf(scene, given, year);
  const terms = plannedTerms(scene, year);
  const state = record
    ? reportedState(scene, reports, { year, stated: conference.statedMembers, terms }, found)
    : undefined;
  const pact = changes.upsert(
    Pact,
    { path: '/pact', thing: `pact ${year}`, frozen: fixed },
    found,
    {
      conferenceId: conference.id,
      year,
      title: pair(given.title),
      preamble: pair(given.preamble),
      statedContents: given.contents,
      state,
      ...(state === undefined || state === PactState.DRAFT
        ? {}
        : { needsSignatures: terms.signatures, inForceFrom: terms.from }),
    },
    { state: PactState.DRAFT },
  );
  planArticles(scene, given, pact, fixed);
  planTargets(scene, given, pact, fixed);
  for (const report of reports) planSignature(scene, report, pact);
}

/** A signature a source reports, and whose it is. */
interface Report {
  readonly path: string;
  readonly member: Member;
  readonly signer: Text | undefined;
  readonly signedAt: string | undefined;
}

function reportsOf({ changes, memberIn }: Scene, given: FilePact, year: number): readonly Report[] {
  const reports = new Map<string, Report>();
  given.signatures?.forEach(({ member: name, signer, signedAt }, index) => {
    const path = `/pact/signatures/${index}`;
    const member = memberIn(at(path, 'member'), name, year);
    if (!member) return;
    if (reports.has(member.id)) {
      changes.problem(at(path, 'member'), name, faults.signsTwice);
      return;
    }
    reports.set(member.id, { path, member, signer, signedAt });
  });
  return [...reports.values()];
}

function reportedState(
  { existing, members, belongs }: Scene,
  reports: readonly Report[],
  { year, stated, terms }: { readonly year: number; readonly stated: number | null; readonly terms: PactTerms },
  pact: Pact | undefined,
): PactState {
  const known = pact ? existing.signatures.filter((signature) => signature.pactId === pact.id) : [];
  const signed = new Set([...known.map(({ memberId }) => memberId), ...reports.map(({ member }) => member.id)]);
  if (signed.size === 0) return PactState.DRAFT;
  const missing = members.filter((member) => belongs(member, year) && !signed.has(member.id));
  // Of members that the source counts and does not name nobody can say that they signed.
  const isWhole =
    terms.signatures === null ? missing.length === 0 && signed.size >= (stated ?? 0) : signed.size >= terms.signatures;
  return isWhole ? PactState.IN_FORCE : PactState.OPEN;
}

/** The articles of the file, in place of all there were: what is signed is one text, and none of it may linger. */
function planArticles({ existing, changes }: Scene, given: FilePact, pact: Pact, frozen: Freeze | null): void {
  const known = existing.articles.filter((row) => row.pactId === pact.id);
  given.articles?.forEach((article, index) => {
    const ordinal = index + 1;
    const found = known.find((row) => row.ordinal === ordinal);
    const place = { path: `/pact/articles/${index}`, thing: `article ${ordinal}`, frozen };
    const fields = { pactId: pact.id, ordinal, heading: pair(article.heading), text: pair(article.text) };
    changes.upsert(Article, place, found, fields);
  });
  for (const row of beyond(known, given.articles)) {
    changes.remove(Article, { path: '/pact/articles', thing: `article ${row.ordinal}`, frozen }, row);
  }
}

/** The targets of the file, in place of all there were. */
function planTargets(scene: Scene, given: FilePact, pact: Pact, frozen: Freeze | null): void {
  const { existing, changes, indicatorOf, memberOf } = scene;
  const known = existing.targets.filter((row) => row.pactId === pact.id);
  given.targets?.forEach((target, index) => {
    const path = `/pact/targets/${index}`;
    const ordinal = index + 1;
    const indicator = indicatorOf(at(path, 'indicator'), target.indicator);
    const member = target.member === undefined ? null : memberOf(at(path, 'member'), target.member);
    const figure = readTarget(target.raw);
    if (figure.value === null) changes.problem(at(path, 'raw'), target.raw, faults.targetUnread(figure.kind));
    if (!indicator || member === undefined || figure.value === null) return;
    const found = known.find((row) => row.ordinal === ordinal);
    changes.upsert(Target, { path, thing: `target ${ordinal}`, frozen }, found, {
      pactId: pact.id,
      ordinal,
      indicatorId: indicator.id,
      memberId: member?.id ?? null,
      raw: target.raw,
      value: figure.value,
      // Another target may have stood at this place, and its unit is not this one's.
      unit: target.unit ?? (figure.percent ? '%' : null),
    });
  });
  for (const row of beyond(known, given.targets)) {
    changes.remove(Target, { path: '/pact/targets', thing: `target ${row.ordinal}`, frozen }, row);
  }
}

/** Known rows behind the last one of the file; none where the file leaves the list out. */
function beyond<R extends { readonly ordinal: number }>(
  known: readonly R[],
  given: readonly object[] | undefined,
): R[] {
  return given ? known.filter((row) => row.ordinal > given.length) : [];
}

function planSignature({ existing, changes }: Scene, report: Report, pact: Pact): void {
  const { path, member, signer, signedAt } = report;
  const found = existing.signatures.find((row) => row.pactId === pact.id && row.memberId === member.id);
  // What was signed here is never overwritten by what a source reports.
  const own = found !== undefined && found.method !== SignatureMethod.RECORDED;
  const given = {
    signerName: pair(signer),
    signedAt: signedAt === undefined ? undefined : new Date(signedAt),
  };
  changes.upsert(Signature, { path, thing: `signature ${member.code}` }, found, own ? {} : given, {
    pactId: pact.id,
    memberId: member.id,
    method: SignatureMethod.RECORDED,
  });
}
