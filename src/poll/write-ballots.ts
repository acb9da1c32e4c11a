import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Refusal } from '../errors/refusal';
import { receiptsOf, retryOf } from '../log/act';
import { advanceHead, type Head, type Receipt, type Retry, writeEntries } from '../log/append';
import { requireAllowed } from '../request/authority';
import { found } from '../request/context';
import type { Viewer } from '../request/viewer';
import { ballotCast } from './events';
import { type Poll, PollState, Secrecy } from './poll';
import { ballotRefusal } from './rules';

/** One ballot somebody wants to cast. */
export interface Cast {
  readonly viewer: Viewer;
  /** Codes of options, sorted. */
  readonly choices: readonly string[];
  readonly idempotencyKey: string | null;
}

/** What comes of it. */
export type Answer = Receipt | Refusal;

/** A ballot that may be written. */
interface Valid extends Cast {
  readonly index: number;
  readonly electorId: string;
  readonly delegateId: string;
}

/**
 * Writes ballots of one poll that came together: four statements, however many they are, each with an answer of its
 * own. Holds the poll FOR SHARE: ballots do not wait for each other, closing waits for them, so a ballot that was
 * acknowledged is always counted. Of two ballots for one elector the first is taken.
 * @throws Refusal NOT_FOUND for all of them
 */
export async function writeBallots(tx: EntityManager, pollId: string, casts: readonly Cast[]): Promise<Answer[]> {
  const [poll, voters] = await holdForBallots(tx, pollId, casts);
  // Asked after the lock is held, so that what was written before it is found.
  const answers: (Answer | undefined)[] = [...(await earlier(tx, poll, casts))];
  const valid: Valid[] = [];
  const taken = new Set<string>();
  for (const [index, cast] of casts.entries()) {
    if (answers[index]) continue;
    const voter = voters.get(cast.viewer.delegateId ?? '');
    const refusal = refusalOf(poll, cast, voter);
    if (refusal) answers[index] = refusal;
    else if (voter && !taken.has(voter.electorId)) {
      taken.add(voter.electorId);
      valid.push({ ...cast, index, electorId: voter.electorId, delegateId: voter.delegateId });
    }
  }
  const written = valid.length ? await write(tx, poll, valid) : new Map<number, Receipt>();
  return casts.map((_, index) => answers[index] ?? written.get(index) ?? new Refusal('ALREADY_VOTED', { pollId }));
}

/** For each ballot, the receipt its request got when it was first done, or undefined; or why its key does not fit. */
export function earlier(
  tx: EntityManager,
  poll: Pick<Poll, 'id' | 'secrecy'>,
  casts: readonly Cast[],
): Promise<readonly (Answer | undefined)[]> {
  return receiptsOf(
    tx,
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

/** What a ballot needs to know of its poll. */
interface HeldPoll
  extends Pick<Poll, 'id' | 'conferenceId' | 'ordinal' | 'kind' | 'maxChoices' | 'secrecy' | 'liveTally' | 'state'> {
  readonly codes: readonly string[];
}

/** The vote a delegate may cast in a poll: their own, or their member's. */
interface Voter {
  readonly electorId: string;
  readonly delegateId: string;
  readonly present: boolean;
}

/** The poll, locked, and the votes of those who want to cast one, by delegate. @throws Refusal NOT_FOUND */
async function holdForBallots(
  tx: EntityManager,
  pollId: string,
  casts: readonly Cast[],
): Promise<[HeldPoll, ReadonlyMap<string, Voter>]> {
  const delegateIds = [...new Set(casts.flatMap(({ viewer }) => viewer.delegateId ?? []))];
  const [row] = await tx.query<(HeldPoll & { voters: Voter[] | null })[]>(holdStatement, [pollId, delegateIds]);
  const { voters, ...poll } = found(row);
  return [poll, new Map(voters?.map((voter) => [voter.delegateId, voter]))];
}

const holdStatement = `
  select p.id, p.conference_id as "conferenceId", p.ordinal, p.kind, p.max_choices as "maxChoices", p.secrecy,
    p.live_tally as "liveTally", p.state,
    array(select o.code from poll_option o where o.poll_id = $1 order by o.ordinal) as codes,
    (
      select jsonb_agg(jsonb_build_object(
        'electorId', e.elector_id, 'delegateId', d.id, 'present', p.delegate_id is not null
      ))
      from delegate d
      join poll_elector e on e.poll_id = $1 and e.elector_id = any(array[d.id, d.member_id])
      left join presence p on p.delegate_id = d.id and p.checked_out_at is null
      where d.id = any($2) and d.may_vote
    ) as voters
  from poll p where p.id = $1
  for share of p
`;

/** Who, by what rule. */
function refusalOf(poll: HeldPoll, cast: Cast, voter: Voter | undefined): Refusal | null {
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
  return code && new Refusal(code, { codes: poll.codes, maxChoices: poll.maxChoices });
}

/** Roll, ballots and the head of the log by one statement, then the entries. */
async function write(
  tx: EntityManager,
  poll: HeldPoll,
  valid: readonly Valid[],
): Promise<ReadonlyMap<number, Receipt>> {
  const [done] = await tx.query<(Head & { electorIds: string[] })[]>(writeStatement(poll.secrecy), [
    poll.conferenceId,
    poll.id,
    valid.map((ballot) => ballot.electorId),
    valid.map((ballot) => ballot.delegateId),
    // A list of lists must be rectangular in PostgreSQL, so choices travel as JSON.
    valid.map((ballot) => JSON.stringify(ballot.choices)),
    valid.map(() => randomUUID()),
  ]);
  if (!done) throw new Error(`poll ${poll.id}: its conference has no log`);
  const first = new Set(done.electorIds);
  const counted = valid.filter((ballot) => first.has(ballot.electorId));
  if (counted.length === 0) return new Map();
  const open = poll.secrecy === Secrecy.NAMED && poll.liveTally;
  const receipts = await writeEntries(
    tx,
    poll.conferenceId,
    done,
    counted.map((ballot) => ({
      actor: ballot.viewer,
      happening: ballotCast(poll, ballot.electorId, ballot.delegateId, open ? ballot.choices : null),
      retry: retryFor(poll, ballot),
    })),
  );
  return new Map(counted.map((ballot, n) => [ballot.index, receipts[n] as Receipt]));
}

/**
 * The roll's key lets one ballot per elector through, from whatever node it came. Electors are inserted in one order
 * everywhere, so that two groups that share some wait for each other instead of deadlocking. The head comes after the
 * roll because it counts it.
 */
const writeStatement = (secrecy: Secrecy): string => `
  with given as (
    select * from unnest($3::uuid[], $4::uuid[], $5::text[], $6::uuid[]) as g (elector_id, delegate_id, choices, ballot_id)
  ), marked as (
    insert into poll_roll (poll_id, elector_id, delegate_id)
    select $2::uuid, elector_id, delegate_id from given order by elector_id
    on conflict do nothing returning elector_id
  ), dropped as (${dropped(secrecy)}), advanced as (${advanceHead('(select count(*) from marked)')})
  select sequence, at, array(select elector_id from marked) as "electorIds" from advanced
`;

/** What was voted; with who only where the poll is a named one, and in the order of random ids where it is not. */
function dropped(secrecy: Secrecy): string {
  const choices = 'array(select jsonb_array_elements_text(choices::jsonb))';
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
