import { randomUUID } from 'node:crypto';
import { now } from '../clock';
import type { Database } from '../database/database';
import { constraintOf } from '../database/faults';
import { prepared } from '../database/prepared';
import { withRetry } from '../database/transaction';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { receiptsOf, retryOf } from '../log/act';
import { advanceHead, type LogHeadRow, type Receipt, type Retry } from '../log/append';
import { bodyAt, bodyParts, bodySql } from '../log/body';
import { leafHash } from '../log/canonical';
import { entitledSessions } from '../log/entitled';
import { commitNotifierOf } from '../log/notify/after-commit';

import { ballotCast } from './events';
import { type Poll, PollState, Secrecy } from './poll';
import { ballotRefusal } from './rules';
import { readVotingList, type VotedPoll, type Voter, type VotingList, type VotingLists } from './voting-list';

/** One ballot somebody wants to cast. */
export interface Cast {
  readonly viewer: Viewer;
  /** Codes of options, sorted. */
  readonly choices: readonly string[];
  readonly idempotencyKey: string | null;
}

/** What comes of it. */
export type BallotAnswer = Receipt | Refusal;

/** A ballot that may be written. */
interface Valid extends Cast {
  readonly index: number;
  readonly electorId: string;
  readonly delegateId: string;
}

/**
 * Writes ballots of one poll that came together, by one statement that commits by itself, however many they are, each
 * with an answer of its own. Those that a remembered list cannot place are read up and tried once more. The write holds
 * the poll FOR SHARE: ballots do not wait for each other, closing waits for them, so a ballot that was acknowledged is
 * always counted. Of two ballots for one elector the first is taken.
 * @throws Refusal NOT_FOUND for all of them
 */
export async function writeBallots(
  db: Database,
  pollId: string,
  casts: readonly Cast[],
  lists: VotingLists,
): Promise<BallotAnswer[]> {
  const answers: (BallotAnswer | undefined)[] = casts.map(() => undefined);
  let list = lists.of(pollId);
  if (list) await place(db, list, casts, answers);
  const left = casts.filter((_, index) => !answers[index]);
  if (!list || left.length) {
    list = await readVotingList(db, pollId, [...new Set(left.flatMap(({ viewer }) => viewer.delegateId ?? []))]);
    await place(db, list, casts, answers);
    for (const [index, cast] of casts.entries()) answers[index] ??= refusalOf(list, cast);
  }
  if (answers.some((answer) => answer instanceof Refusal && answer.code === 'POLL_NOT_OPEN')) lists.forget(pollId);
  else lists.learn(db, pollId);
  return answerAgain(db, list.poll, casts, answers);
}

/** Writes those the list has nothing against, the first of each elector, and fills in their answers. */
async function place(
  db: Database,
  list: VotingList,
  casts: readonly Cast[],
  answers: (BallotAnswer | undefined)[],
): Promise<void> {
  const first = new Map<string, Valid>();
  for (const [index, cast] of casts.entries()) {
    const voter = voterOf(list, cast);
    if (answers[index] || !voter || first.has(voter.electorId) || refusalOf(list, cast)) continue;
    first.set(voter.electorId, { ...cast, index, electorId: voter.electorId, delegateId: voter.delegateId });
  }
  const valid = [...first.values()];
  try {
    if (valid.length) await write(db, list.poll, valid, answers);
  } catch (error) {
    if (constraintOf(error) !== 'event_idempotency_key') throw error;
    // One of the keys stands for an act that was done before: its receipt is found, and the others are written.
    const left = await withoutRepeats(db, list.poll, valid, answers);
    if (left.length) await write(db, list.poll, left, answers);
  }
  // Whose session had ended has not voted: another ballot of the same vote, left aside for it, has its turn.
  if (valid.some(({ index }) => isUnauthenticated(answers[index]))) await place(db, list, casts, answers);
}

const isUnauthenticated = (answer: BallotAnswer | undefined): boolean =>
  answer instanceof Refusal && answer.code === 'UNAUTHENTICATED';

const voterOf = ({ voters }: VotingList, { viewer }: Cast): Voter | undefined => voters.get(viewer.delegateId ?? '');

/** Answers those whose request was done before; returns the others. */
async function withoutRepeats(
  db: Database,
  poll: VotedPoll,
  valid: readonly Valid[],
  answers: (BallotAnswer | undefined)[],
): Promise<Valid[]> {
  const before = await earlier(db, poll, valid);
  return valid.filter(({ index }, n) => {
    answers[index] = before[n];
    return !before[n];
  });
}

/**
 * Whoever got no receipt may have got one before: a request sent again is answered like the first time, also when the
 * poll has closed since. Asked after the write, so that what went before it is found, from whatever node.
 */
async function answerAgain(
  db: Database,
  poll: VotedPoll,
  casts: readonly Cast[],
  answers: readonly (BallotAnswer | undefined)[],
): Promise<BallotAnswer[]> {
  const again = (index: number) => {
    const answer = answers[index];
    return !answer || (answer instanceof Refusal && !isUnauthenticated(answer));
  };
  const asked = casts.filter((_, index) => again(index));
  const before = new Map(asked.length ? (await earlier(db, poll, asked)).map((answer, n) => [asked[n], answer]) : []);
  return casts.map(
    (cast, index) => before.get(cast) ?? answers[index] ?? new Refusal('ALREADY_VOTED', { pollId: poll.id }),
  );
}

/** For each ballot, the receipt its request got when it was first done, or undefined; or why its key does not fit. */
function earlier(
  db: Database,
  poll: VotedPoll,
  casts: readonly Cast[],
): Promise<readonly (BallotAnswer | undefined)[]> {
  return receiptsOf(
    db.manager,
    casts.map((cast) => ({ actor: cast.viewer, retry: retryFor(poll, cast) })),
  );
}

/**
 * What tells a retry from another request. The choices of an unlinked ballot stay out of it: a hash of so few
 * possibilities would give them away.
 */
function retryFor(poll: Pick<Poll, 'id' | 'secrecy'>, { viewer, choices, idempotencyKey }: Cast): Retry | undefined {
  const about = poll.secrecy === Secrecy.NAMED ? { pollId: poll.id, choices } : { pollId: poll.id };
  return retryOf(viewer, { act: 'castBallot', about, idempotencyKey });
}

/** Who, by what rule. */
function refusalOf(list: VotingList, cast: Cast): Refusal | undefined {
  const { poll } = list;
  const voter = voterOf(list, cast);
  try {
    requireAllowed(cast.viewer, 'Mutation.castBallot', poll.conferenceId);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  if (poll.state !== PollState.OPEN) return new Refusal('POLL_NOT_OPEN', { state: poll.state });
  if (!voter) return new Refusal('NO_VOTE', { pollId: poll.id });
  if (!voter.present) return new Refusal('NOT_PRESENT', { pollId: poll.id });
  const code = ballotRefusal(poll, poll.codes, cast.choices);
  return code === null ? undefined : new Refusal(code, { codes: poll.codes, maxChoices: poll.maxChoices });
}

/** What the write says of itself. */
interface Written extends LogHeadRow {
  /** Of the poll, once it was held. */
  readonly state: PollState;
  /** Of the sessions the ballots came with, those that still held. */
  readonly sessionIds: readonly string[];
  /** Electors whose ballot was taken, in the order of its entry. */
  readonly electorIds: readonly string[];
}

/** Writes what may be written, and fills in the answers of those it wrote or found too late. */
async function write(
  db: Database,
  poll: VotedPoll,
  valid: readonly Valid[],
  answers: (BallotAnswer | undefined)[],
): Promise<void> {
  const open = poll.secrecy === Secrecy.NAMED && poll.liveTally;
  const ballots = valid.map((ballot) => {
    const domainEvent = ballotCast(poll, ballot.electorId, ballot.delegateId, open ? ballot.choices : null);
    return { ...ballot, domainEvent, parts: bodyParts(ballot.viewer, domainEvent), retry: retryFor(poll, ballot) };
  });
  const [first] = ballots;
  if (!first) return;
  const { kind, subject, topics } = first.domainEvent;
  const commitNotifier = commitNotifierOf(db);
  const stream = poll.conferenceId;
  // As JSON, which costs this process a fifth of what lists of texts do.
  const given = ballots.map(({ viewer, electorId, delegateId, choices, parts, retry }, index) => ({
    n: index,
    elector_id: electorId,
    delegate_id: delegateId,
    choices,
    ballot_id: randomUUID(),
    actor_id: viewer.accountId,
    session_id: viewer.sessionId,
    ...parts,
    idempotency_key: retry?.key,
    fingerprint: retry?.fingerprint.toString('hex'),
  }));
  const [written] = await withRetry(db, () =>
    // Planned anew for each poll, because a plan made for a small hall is slow in a large one.
    prepared<Written>(db, { name: `cast ${poll.id}`, text: statements[poll.secrecy] }, [
      ...[stream, poll.id, kind, topics, commitNotifier === null],
      JSON.stringify(given),
      now(),
    ]),
  );
  if (!written) throw new Error(`poll ${poll.id}: its conference has no log`);
  const { state, at, electorIds } = written;
  const entitled = new Set(written.sessionIds);
  const end = Number(written.sequence);
  if (electorIds.length) commitNotifier?.notify(stream, end);
  const places = new Map(electorIds.map((electorId, index) => [electorId, end - electorIds.length + 1 + index]));
  for (const { index, electorId, parts, viewer } of ballots) {
    const sequence = places.get(electorId);
    if (sequence !== undefined)
      answers[index] = { stream, sequence, at, kind, subject, digest: leafHash(bodyAt(parts, at, sequence)) };
    else if (viewer.sessionId !== null && !entitled.has(viewer.sessionId))
      answers[index] = new Refusal('UNAUTHENTICATED');
    else if (state !== PollState.OPEN) answers[index] = new Refusal('POLL_NOT_OPEN', { state });
  }
}

/**
 * Roll, ballots, head of the log and entries by one statement. The poll is held first, and everything that a list was
 * believed in is asked once more: whether it is open, and of each ballot session, mandate, electorate and presence. The roll's
 * key lets one ballot per elector through, from whatever node it came; electors are inserted in one order everywhere, so
 * that two groups that share some wait for each other instead of deadlocking. The head comes after the roll because it
 * counts it.
 */
const writeStatement = (secrecy: Secrecy): string => `
  with held as (
    select state from poll where id = $2 for share
  ), asked as (
    select g.* from json_to_recordset($6::json) as g (n int, elector_id uuid, delegate_id uuid, choices json,
      ballot_id uuid, actor_id uuid, session_id uuid, before text, between text, after text, idempotency_key text, fingerprint text)
  ), entitled as (${entitledSessions('array(select session_id from asked)', '$7::timestamptz')}), given as (
    select g.* from asked g
    where exists (select from held where state = 'OPEN')
      -- A vote is cast by somebody signed in, so there is no ballot without a session.
      and g.session_id in (select id from entitled)
      -- Each by its own key, whatever the planner knows of a poll that was opened a moment ago.
      and (select d.may_vote and g.elector_id in (d.id, d.member_id) from delegate d where d.id = g.delegate_id)
      and (select true from poll_elector e where e.poll_id = $2 and e.elector_id = g.elector_id)
      and (select true from presence p where p.delegate_id = g.delegate_id and p.checked_out_at is null)
  ), marked as (
    insert into poll_roll (poll_id, elector_id, delegate_id)
    select $2::uuid, elector_id, delegate_id from given order by elector_id
    on conflict do nothing returning elector_id
  ), dropped as (${dropped(secrecy)}), advanced as (${advanceHead('(select count(*) from marked)', '0')}), taken as (
    select given.*, row_number() over (order by n) - (select count(*) from marked) as place
    from given join marked using (elector_id)
  ), entered as (
    insert into event (stream, sequence, at, kind, actor_id, body, topics, idempotency_key, fingerprint)
    select $1::uuid, sequence + place, at, $3, actor_id, ${bodySql('taken', 'at', 'sequence + place')}, $4::text[],
      idempotency_key, decode(fingerprint, 'hex')
    from taken cross join advanced
  )
  select (select state from held) as state, sequence, at,
    array(select id from entitled) as "sessionIds",
    array(select elector_id from taken order by place) as "electorIds",
    case when $5::boolean and exists (select from marked)
      then pg_notify('giaouoc_log', $1::text || ' ' || sequence) end
  from advanced
`;

/** What was voted; with who only where the poll is a named one, and in the order of random ids where it is not. */
function dropped(secrecy: Secrecy): string {
  const choices = 'array(select json_array_elements_text(choices))';
  switch (secrecy) {
    case Secrecy.NAMED:
      return `insert into named_ballot (poll_id, elector_id, choices)
        select $2::uuid, elector_id, ${choices} from given join marked using (elector_id)`;
    case Secrecy.UNLINKED:
      return `insert into unlinked_ballot (id, poll_id, choices)
        select ballot_id, $2::uuid, ${choices} from given join marked using (elector_id) order by ballot_id`;
    default:
      throw new Error(`secrecy ${secrecy satisfies never}`);
  }
}

const statements: Readonly<Record<Secrecy, string>> = {
  [Secrecy.NAMED]: writeStatement(Secrecy.NAMED),
  [Secrecy.UNLINKED]: writeStatement(Secrecy.UNLINKED),
};
