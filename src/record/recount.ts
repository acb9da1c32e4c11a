import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database';
import { inSnapshot } from '../database/transaction';
import { Refusal } from '../errors/refusal';
import { systemStream } from '../log/system-stream';
import { type ClosingRows, checkClosing } from './check-closing';
import { checkPact, type PactCheck, type PactRows } from './check-pact';
import { checkPapers } from './check-papers';
import { checkReplay } from './check-replay';
import { checkReports } from './check-reports';
import { checkResults } from './check-results';
import { checkScores } from './check-scores';
import type { PollRows } from './poll-rows';
import { type CheckedLog, readLog, type Said } from './read-log';
import { type PollRecount, recountPoll } from './recount-poll';

/** A log that was checked. */
interface LogCheck extends Pick<CheckedLog, 'entries' | 'lastDigest' | 'faults'> {
  /** Slug of its conference, `bloc` and the slug of its bloc, or `system` for what belongs to neither. */
  readonly of: string;
}

export interface Recount {
  readonly polls: readonly PollRecount[];
  readonly logs: readonly LogCheck[];
  readonly pacts: readonly PactCheck[];
}

export interface RecountOptions {
  /** Slug of the one conference to recount; null for all, the logs of the blocs and the system stream. */
  readonly slug: string | null;
  /** Told before each conference. */
  readonly say?: (line: string) => void;
}

/**
 * Counts every poll again from its ballots and compares with the frozen result and with the log; checks every log and
 * every signature. Reads only, each conference as it was at one moment, and may run beside a server.
 * @throws Refusal NOT_FOUND for a slug that names no conference
 */
export async function recount(db: Database, { slug, say = () => undefined }: RecountOptions): Promise<Recount> {
  const conferences = await db.query<{ id: string; slug: string }[]>(
    'select id, slug from conference where $1::text is null or slug = $1 order by slug',
    [slug],
  );
  if (slug !== null && conferences.length === 0) throw new Refusal('NOT_FOUND', { conference: slug });
  const parts: Recount[] = [];
  for (const [index, conference] of conferences.entries()) {
    say(`counting ${conference.slug} (${index + 1} of ${conferences.length})`);
    parts.push(await inSnapshot(db, (read) => recountConference(read, conference)));
  }
  const others = slug === null ? await checkOtherLogs(db) : [];
  return {
    polls: parts.flatMap((part) => part.polls),
    logs: [...parts.flatMap((part) => part.logs), ...others],
    pacts: parts.flatMap((part) => part.pacts),
  };
}

/** The logs that are of no conference. */
async function checkOtherLogs(db: Database): Promise<readonly LogCheck[]> {
  const blocs = await db.query<{ id: string; slug: string }[]>('select id, slug from bloc order by slug');
  const logs: LogCheck[] = [];
  for (const { id, slug } of blocs)
    logs.push(
      await inSnapshot(db, async (read) => {
        const log = await readLog(read, id);
        const faults = [...(await checkReports(read, id, log.said)), ...(await checkScores(read, id, log.said))];
        return logCheck(`bloc ${slug}`, log, faults);
      }),
    );
  return [...logs, logCheck('system', await inSnapshot(db, (read) => readLog(read, systemStream)), [])];
}

/** Everything found wrong, a line each, with where. */
export function faultsOf({ polls, logs, pacts }: Recount): readonly string[] {
  return [
    ...polls.flatMap((poll) => poll.faults.map((fault) => `${poll.conference}, poll ${poll.ordinal}: ${fault}`)),
    ...logs.flatMap((log) => log.faults.map((fault) => `${log.of}, log: ${fault}`)),
    ...pacts.flatMap((pact) => pact.faults.map((fault) => `${pact.conference}, pact of ${pact.year}: ${fault}`)),
  ];
}

async function recountConference(
  read: EntityManager,
  { id, slug }: { readonly id: string; readonly slug: string },
): Promise<Recount> {
  const log = await readLog(read, id);
  const about = bySubject(log.said);
  const polls = await read.query<PollRows[]>(pollRows, [id]);
  const pacts = await read.query<PactRows[]>(pactRows, [id]);
  const [kept] = await read.query<ClosingRows[]>(closingRows, [id]);
  const known = new Set([...polls, ...pacts].map((row) => row.id));
  const lost = [...about].filter(
    ([subject, said]) => !known.has(subject) && said.some(isOfPollOrPact) && !isRemovedDraft(said),
  );
  return {
    polls: polls.map((poll) => recountPoll(slug, poll, about.get(poll.id) ?? [])),
    logs: [
      logCheck(slug, log, [
        ...lost.map(([subject, said]) => `it tells of ${said[0]?.kind} ${subject}, which no table has`),
        ...(kept ? checkClosing(kept, about.get(id) ?? []) : []),
        ...(await checkResults(read, id, log.said)),
        ...(await checkPapers(read, id, log.said)),
        ...(log.faults.length === 0 ? await checkReplay(read, id, log.said) : []),
      ]),
    ],
    pacts: pacts.map((pact) => checkPact(slug, pact, about.get(pact.id) ?? [])),
  };
}

const isOfPollOrPact = ({ kind }: Said): boolean => /^(poll|ballot|pact|signature)/.test(kind);

/** A poll may be gone where the log tells that it was removed, and nothing that a draft cannot have behind it: no ballot. */
const isRemovedDraft = (said: readonly Said[]): boolean =>
  said.at(-1)?.kind === 'pollRemoved' && said.every(({ kind }) => ofDrafts.has(kind));

const ofDrafts: ReadonlySet<string> = new Set([
  ...['pollCreated', 'pollEdited', 'pollScheduled', 'pollNotOpened', 'pollOpened', 'pollOpeningUndone'],
  ...['pollAgreed', 'consensusRetracted', 'pollRemoved'],
]);

function logCheck(of: string, { entries, lastDigest, faults }: CheckedLog, more: readonly string[]): LogCheck {
  return { of, entries, lastDigest, faults: [...faults, ...more] };
}

function bySubject(said: readonly Said[]): ReadonlyMap<string, readonly Said[]> {
  const about = new Map<string, Said[]>();
  for (const each of said) {
    const list = about.get(each.subject);
    if (list) list.push(each);
    else about.set(each.subject, [each]);
  }
  return about;
}

// Plain rows and nothing counted: what they come to is worked out in recount-poll.
const pollRows = `
  select p.id, p.ordinal, p.question ->> 'vi' as question, p.kind, p.secrecy, p.state,
    p.max_choices as "maxChoices", p.live_tally as "liveTally", p.may_change as "mayChange", p.result,
    json_build_object('electorate', p.electorate, 'quorumNumerator', p.quorum_numerator,
      'quorumDenominator', p.quorum_denominator, 'passNumerator', p.pass_numerator,
      'passDenominator', p.pass_denominator, 'passStrict', p.pass_strict, 'base', p.base, 'seats', p.seats, 'floor', p.floor,
      'tieOrder', p.tie_order, 'selfVote', p.self_vote, 'doubleMajority', p.double_majority,
      'memberWeights', p.member_weights) as rule,
    p.paper, p.second_ballot as "secondBallot", p.tie_decision as "tieDecision",
    array(select o.code from poll_option o where o.poll_id = p.id order by o.ordinal) as options,
    coalesce((select json_object_agg(o.code, json_build_object('goesFirst', o.goes_first, 'score', o.score::text))
      from poll_option o where o.poll_id = p.id), '{}') as ranks,
    coalesce((select json_agg(json_build_object('electorId', e.elector_id, 'present', e.present,
        'memberId', e.member_id, 'weight', e.weight::text))
      from poll_elector e where e.poll_id = p.id), '[]') as electors,
    coalesce((select json_agg(json_build_object('electorId', r.elector_id, 'delegateId', r.delegate_id, 'method', r.method))
      from poll_roll r where r.poll_id = p.id), '[]') as roll,
    coalesce((select json_agg(json_build_object('electorId', b.elector_id, 'choices', b.choices))
      from named_ballot b where b.poll_id = p.id), '[]') as named,
    coalesce((select json_agg(json_build_object('choices', b.choices))
      from unlinked_ballot b where b.poll_id = p.id), '[]') as unlinked,
    (select count(*)::int from sealed_ballot b where b.poll_id = p.id) as sealed, p.ballot_key as "ballotKey",
    coalesce((select json_agg(json_build_object('electorId', b.elector_id, 'delegateId', b.delegate_id,
      'sequence', b.sequence, 'former', b.former, 'choices', b.choices) order by b.sequence)
      from named_ballot_change b where b.poll_id = p.id), '[]') as changes
  from poll p where p.conference_id = $1 order by p.ordinal
`;

const closingRows = `
  select array(select m.member_id::text from conference_member m where m.conference_id = c.id and m.voting) as voting,
    array(select m.member_id::text from conference_member m where m.conference_id = c.id and m.signing) as signing,
    c.attendance_at_closing as attendance
  from conference c where c.id = $1
`;

const pactRows = `
  select p.id, p.year, p.state, p.canonical_text as text, p.text_hash as "textHash",
    p.needs_signatures as "needsSignatures", p.in_force_from::text as "inForceFrom",
    to_json(p.settled_at) as "settledAt", to_json(p.in_force_at) as "inForceAt",
    array(select t.member_id::text from pact_party t where t.pact_id = p.id order by t.ordinal) as parties,
    coalesce((select json_agg(json_build_object('text', v.canonical_text, 'textHash', v.text_hash) order by v.number)
      from pact_version v where v.pact_id = p.id), '[]') as versions,
    coalesce((select json_agg(json_build_object('memberId', s.member_id, 'delegateId', s.delegate_id,
      'method', s.method, 'textHash', s.text_hash, 'scanHash', s.scan_hash, 'withdrawn', s.withdrawn_at is not null) order by s.signed_at, s.id)
      from signature s where s.pact_id = p.id), '[]') as signatures
  from pact p where p.conference_id = $1 order by p.year
`;
