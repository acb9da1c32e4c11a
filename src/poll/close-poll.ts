import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { act } from '../log/act';
import type { DomainEvent, Receipt } from '../log/append';
import { countBallots } from './count';
import { resultOf } from './decide';
import { type ChangedBallot, pollClosed } from './events';
import { lockPoll } from './lock-poll';
import { Option } from './option';
import { Outcome, type PaperCounts, type Poll, PollState, type Result, Secrecy } from './poll';
import { onPaper } from './roll-entry';
import { belowFloor, type Counts, withPaper } from './rules';
import type { BallotKeys } from './seal/ballot-keys';
import { discardBallots, forgetBallots, openBallots } from './secret-ballots';

@InputType({ description: 'Which poll to close.' })
export class ClosePollInput {
  @Field(() => ID, { description: 'The poll.' })
  pollId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a retry safe: 8 to 100 characters, new for each request.',
  })
  idempotencyKey: string | null;
}

/**
 * Closes a poll and counts it in one transaction. Holds the poll FOR UPDATE: every ballot acknowledged before is in,
 * none comes after, and what is announced is what a recount finds. Unlinked ballots are opened (poll/seal); if they are fewer
 * than the floor of the rule they are deleted unopened, and the poll ends as TOO_FEW. Their key is destroyed once this is
 * committed and before it is acknowledged.
 * Ballots on paper are added by the counts that were entered of them.
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_STATE, PAPERS_NOT_COUNTED, BALLOT_KEY_MISSING
 */
export async function closePoll(
  db: Database,
  viewer: Viewer,
  input: ClosePollInput,
  keys: BallotKeys,
): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const receipt = await act(
    db,
    viewer,
    { act: 'closePoll', about: { pollId }, idempotencyKey: input.idempotencyKey },
    async (tx) => {
      const poll = await lockPoll(tx, pollId);
      requireAllowed(viewer, 'Mutation.closePoll', poll.conferenceId);
      return closeNow(tx, poll, keys);
    },
  );
  await forgetBallots(db, keys, pollId);
  return receipt;
}

/**
 * Counts and closes a poll that is locked.
 * @throws Refusal POLL_STATE, PAPERS_NOT_COUNTED, BALLOT_KEY_MISSING
 */
export async function closeNow(tx: EntityManager, poll: Poll, keys: BallotKeys): Promise<DomainEvent> {
  if (poll.state !== PollState.OPEN) throw new Refusal('POLL_STATE', { state: poll.state });
  const paper = await papersOf(tx, poll);
  const handedIn = withPaper(await countHere(tx, poll), paper);
  const isTooFew = belowFloor(poll, handedIn.cast);
  if (poll.secrecy === Secrecy.UNLINKED) await (isTooFew ? discardBallots(tx, poll.id) : openBallots(tx, poll, keys));
  const isSealed = poll.secrecy === Secrecy.UNLINKED && !isTooFew;
  const counts = isSealed ? withPaper(await countHere(tx, poll), paper) : handedIn;
  const result = isTooFew ? uncounted(counts) : resultOf(poll, counts, await tx.findBy(Option, { pollId: poll.id }));
  await tx.query('update poll set state = $2, closed_at = clock_timestamp(), result = $3 where id = $1', [
    poll.id,
    PollState.CLOSED,
    JSON.stringify(result),
  ]);
  return pollClosed(poll, result, counts, await namedBallots(tx, poll), await changedBallots(tx, poll));
}

async function countHere(tx: EntityManager, { id }: Poll): Promise<Counts> {
  const counts = (await countBallots(tx, [id])).get(id);
  if (!counts) throw new Error(`poll ${id}: no options to count`);
  return counts;
}

/** Counts of paper ballots; null where nobody votes on paper. @throws Refusal PAPERS_NOT_COUNTED */
async function papersOf(tx: EntityManager, { id, paper }: Poll): Promise<PaperCounts | null> {
  const electors = await onPaper(tx, id);
  if (electors > 0 && !paper) throw new Refusal('PAPERS_NOT_COUNTED', { pollId: id, electors });
  return paper;
}

/** Of too few secret ballots only how many there were. */
const uncounted = ({ cast, paper }: Counts): Result => ({
  ...{ votes: {}, cast, blank: 0, outcome: Outcome.TOO_FEW, winners: [] },
  ...(paper ? { paper: { cast: paper.cast, invalid: 0 } } : {}),
});

async function namedBallots(tx: EntityManager, poll: Poll) {
  if (poll.secrecy !== Secrecy.NAMED) return null;
  return tx.query<{ electorId: string; choices: string[] }[]>(
    'select elector_id as "electorId", choices from named_ballot where poll_id = $1 order by elector_id',
    [poll.id],
  );
}

/** In the order of their entries. */
async function changedBallots(tx: EntityManager, { id, mayChange }: Poll): Promise<readonly ChangedBallot[]> {
  if (!mayChange) return [];
  const rows = await tx.query<(Omit<ChangedBallot, 'sequence'> & { sequence: string })[]>(
    `select elector_id as "electorId", delegate_id as "delegateId", sequence, former, choices
     from named_ballot_change where poll_id = $1 order by sequence`,
    [id],
  );
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
}
