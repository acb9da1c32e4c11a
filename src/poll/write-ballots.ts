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
import type { DomainEvent, LogHeadRow, Receipt, Retry } from '../log/append';
import { type BodyParts, bodyAt, bodyParts } from '../log/body';
import { leafHash } from '../log/canonical';
import { commitNotifierOf } from '../log/notify/after-commit';

import { ballotStatement, unknownFormer } from './ballot-statement';
import { ballotCast, ballotChanged } from './events';
import { type Poll, PollState, Secrecy } from './poll';
import { ballotRefusal } from './rules';
import { sealBallots } from './seal/ballot-form';
import { readVotingList, type VotedPoll, type Voter, type VotingList, type VotingLists } from './voting-list';

/** One ballot somebody wants to cast. */
export interface Cast {
  readonly viewer: Viewer;
  /** Codes of options, sorted. */
  readonly choices: readonly string[];
  readonly idempotencyKey: string | null;
  /** Whether it is to take the place of the ballot that was cast for the same vote. */
  readonly change?: boolean;
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
 * always counted. Of two ballots for one elector the first is taken; changes of one ballot are made one after the other.
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
  const left = casts.filter((_, index) => !answers[index] || (list && isNotOpen(answers[index])));
  if (!list || left.length) {
    const remembered = list;
    list = await readVotingList(db, pollId, delegatesOf(left));
    if (remembered?.poll.openings !== list.poll.openings) {
      // It was made a draft again and opened anew: what is remembered is of another poll.
      lists.forget(pollId);
      for (const [index, answer] of answers.entries()) if (isNotOpen(answer)) answers[index] = undefined;
    }
    const lost = await place(db, list, casts, answers);
    // A replacement, or a leaving, came between reading and writing: what they are now says why they were not taken.
    const after = lost.length ? await readVotingList(db, pollId, delegatesOf(lost.map(({ cast }) => cast))) : list;
    for (const { index, cast } of lost) answers[index] = refusalOf(after, cast) ?? new Refusal('NO_VOTE', { pollId });
    for (const [index, cast] of casts.entries()) answers[index] ??= refusalOf(list, cast);
  }
  if (answers.some(isNotOpen)) lists.forget(pollId);
  else lists.learn(db, pollId);
  return answerAgain(db, list.poll, casts, answers);
}

const isNotOpen = (answer: BallotAnswer | undefined): boolean =>
  answer instanceof Refusal && answer.code === 'POLL_NOT_OPEN';

const delegatesOf = (casts: readonly Cast[]): readonly string[] => [
  ...new Set(casts.flatMap(({ viewer }) => viewer.delegateId ?? [])),
];

/**
 * Writes those the list has nothing against, the first of each elector, and fills in their answers.
 * @returns those the list was wrong about: their mandate, elector or presence was gone when it was written
 */
async function place(
  db: Database,
  list: VotingList,
  casts: readonly Cast[],
  answers: (BallotAnswer | undefined)[],
): Promise<readonly Lost[]> {
  const first = new Map<string, Valid>();
  for (const [index, cast] of casts.entries()) {
    const voter = voterOf(list, cast);
    if (answers[index] || !voter || first.has(voter.electorId) || refusalOf(list, cast)) continue;
    first.set(voter.electorId, { ...cast, index, electorId: voter.electorId, delegateId: voter.delegateId });
  }
  const valid = [...first.values()];
  let lost: readonly Lost[] = [];
  try {
    if (valid.length) lost = await write(db, list.poll, valid, answers);
  } catch (error) {
    if (constraintOf(error) !== 'event_idempotency_key') throw error;
    // One of the keys stands for an act that was done before: its receipt is found, and the others are written.
    const left = await withoutRepeats(db, list.poll, valid, answers);
    if (left.length) lost = await write(db, list.poll, left, answers);
  }
  // Whose session had ended has not voted: another ballot of the same vote, left aside for it, has its turn. So has the
  // next change of a ballot, once the one before is written.
  const isBehind = (cast: Cast, index: number) => {
    const before = cast.change && !answers[index] ? first.get(voterOf(list, cast)?.electorId ?? '') : undefined;
    return before !== undefined && before.index !== index && answers[before.index] !== undefined;
  };
  if (!valid.some(({ index }) => isUnauthenticated(answers[index])) && !casts.some(isBehind)) return lost;
  const again = await place(db, list, casts, answers);
  return [...again, ...lost.filter((each) => !again.some(({ index }) => index === each.index))];
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
function retryFor(
  poll: Pick<Poll, 'id' | 'secrecy'>,
  { viewer, choices, idempotencyKey, change }: Cast,
): Retry | undefined {
  const about = poll.secrecy === Secrecy.NAMED ? { pollId: poll.id, choices } : { pollId: poll.id };
  return retryOf(viewer, { act: change ? 'changeBallot' : 'castBallot', about, idempotencyKey });
}

/** Who, by what rule. */
function refusalOf(list: VotingList, cast: Cast): Refusal | undefined {
  const { poll } = list;
  const voter = voterOf(list, cast);
  try {
    requireAllowed(cast.viewer, `Mutation.${cast.change ? 'changeBallot' : 'castBallot'}`, poll.conferenceId);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  if (poll.state !== PollState.OPEN) return new Refusal('POLL_NOT_OPEN', { state: poll.state });
  if (!voter) return new Refusal('NO_VOTE', { pollId: poll.id });
  if (!voter.present) return new Refusal('NOT_PRESENT', { pollId: poll.id });
  if (cast.change && !poll.mayChange) return new Refusal('BALLOT_FINAL', { pollId: poll.id });
  const code = ballotRefusal(poll, poll.codes, cast.choices);
  return code === null ? undefined : new Refusal(code, { codes: poll.codes, maxChoices: poll.maxChoices });
}

/** A ballot that was not taken because its list had aged. */
interface Lost {
  readonly index: number;
  readonly cast: Cast;
}

/** What the write says of itself. */
interface Written extends LogHeadRow {
  /** Of the poll, once it was held. */
  readonly state: PollState;
  /** Of the sessions the ballots came with, those that still held. */
  readonly sessionIds: readonly string[];
  /** Electors whose ballot had all it needs. */
  readonly validIds: readonly string[];
  /** Electors whose ballot was taken, in the order of its entry. */
  readonly electorIds: readonly string[];
  /** By elector, what a ballot said before it was changed; null in polls where none may be. */
  readonly formers: Readonly<Record<string, readonly string[]>> | null;
}

/**
 * Writes what may be written, and fills in the answers of those it wrote or found too late.
 * @returns those whose mandate, elector or presence was gone
 */
async function write(
  db: Database,
  poll: VotedPoll,
  valid: readonly Valid[],
  answers: (BallotAnswer | undefined)[],
): Promise<readonly Lost[]> {
  const open = poll.secrecy === Secrecy.NAMED && poll.liveTally;
  const ballots = valid.map((ballot) => {
    const { electorId, delegateId, choices } = ballot;
    const domainEvent = ballot.change
      ? ballotChanged(poll, electorId, delegateId, open ? { former: null, choices } : null)
      : ballotCast(poll, electorId, delegateId, open ? choices : null);
    return { ...ballot, domainEvent, parts: bodyParts(ballot.viewer, domainEvent), retry: retryFor(poll, ballot) };
  });
  const [first] = ballots;
  if (!first) return [];
  const { topics } = first.domainEvent;
  const commitNotifier = commitNotifierOf(db);
  const stream = poll.conferenceId;
  // As JSON, which costs this process a fifth of what lists of texts do.
  const sealed = sealedFor(poll, ballots);
  const given = ballots.map(({ viewer, electorId, delegateId, choices, parts, retry, domainEvent }, index) => ({
    n: index,
    elector_id: electorId,
    delegate_id: delegateId,
    ...(sealed ? { sealed: sealed[index]?.toString('base64') } : { choices }),
    ballot_id: randomUUID(),
    kind: domainEvent.kind,
    actor_id: viewer.accountId,
    session_id: viewer.sessionId,
    ...parts,
    idempotency_key: retry?.key,
    fingerprint: retry?.fingerprint.toString('hex'),
  }));
  // In one order everywhere, as replacements lock delegates.
  given.sort((a, b) => (a.delegate_id < b.delegate_id ? -1 : 1));
  const [written] = await withRetry(db, () =>
    prepared<Written>(db, ballotStatement(poll), [
      ...[stream, poll.id, topics, commitNotifier === null],
      JSON.stringify(given),
      ...[now(), poll.openings],
    ]),
  );
  if (!written) throw new Error(`poll ${poll.id}: its conference has no log`);
  const end = Number(written.sequence);
  if (written.electorIds.length) commitNotifier?.notify(stream, end);
  return answer(poll, ballots, written, answers);
}

/** Ballots of a secret poll as they go to the database, which is never told what they say; null in a named one. */
function sealedFor(poll: VotedPoll, ballots: readonly Cast[]): readonly Buffer[] | null {
  if (poll.secrecy === Secrecy.NAMED) return null;
  if (poll.ballotKey === null) throw new Error(`poll ${poll.id}: secret ballots, and nothing to seal them to`);
  return sealBallots(
    Buffer.from(poll.ballotKey, 'base64url'),
    poll,
    ballots.map(({ choices }) => choices),
  );
}

/** A ballot as it was handed to the statement. */
interface Handed extends Valid {
  readonly domainEvent: DomainEvent;
  readonly parts: BodyParts;
}

/** Fills in the answers by what the write says. @returns as `write` */
function answer(
  poll: VotedPoll,
  ballots: readonly Handed[],
  { state, at, sequence: end, electorIds, formers, sessionIds, validIds }: Written,
  answers: (BallotAnswer | undefined)[],
): readonly Lost[] {
  const entitled = new Set(sessionIds);
  const places = new Map(electorIds.map((id, index) => [id, Number(end) - electorIds.length + 1 + index]));
  const still = new Set(validIds);
  const lost: Lost[] = [];
  for (const ballot of ballots) {
    const { index, electorId, viewer, change, domainEvent } = ballot;
    const sequence = places.get(electorId);
    if (sequence !== undefined) {
      const { stream, kind, subject } = domainEvent;
      const body = bodyAt(partsOf(ballot, formers?.[electorId]), at, sequence);
      answers[index] = { stream, sequence, at, kind, subject, digest: leafHash(body) };
    } else if (viewer.sessionId !== null && !entitled.has(viewer.sessionId))
      answers[index] = new Refusal('UNAUTHENTICATED');
    else if (state !== PollState.OPEN) answers[index] = new Refusal('POLL_NOT_OPEN', { state });
    else if (!still.has(electorId)) lost.push({ index, cast: ballot });
    // Said now, so that a change of the same ballot that came with it has its turn.
    else if (poll.mayChange)
      answers[index] = new Refusal(change ? 'NOTHING_CHANGED' : 'ALREADY_VOTED', { pollId: poll.id });
  }
  return lost;
}

/** The text of an entry; `former` is what the ballot said before it was changed. */
function partsOf({ parts }: { readonly parts: BodyParts }, former: readonly string[] | undefined): BodyParts {
  if (!former) return parts;
  return { ...parts, between: parts.between.replace(unknownFormer, `"former":${JSON.stringify(former)}`) };
}
