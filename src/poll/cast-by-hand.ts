import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Delegate } from '../conference/delegate';
import { PendingActKind } from '../confirmation/pending-act';
import { doOrAsk, type TwoKeyAct } from '../confirmation/two-keys';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import type { Receipt } from '../log/append';
import { ballotCastByHand, ballotOnPaper } from './events';
import { lockPoll } from './lock-poll';
import { NamedBallot } from './named-ballot';
import { type Poll, PollState, Secrecy } from './poll';
import { isOver } from './poll-over';
import { CastMethod, RollEntry } from './roll-entry';
import { ballotRefusal } from './rules';
import { readVotingList, type VotedPoll } from './voting-list';

@InputType({ description: 'The vote of a delegate who cannot cast it on a device.' })
export class CastByHandInput extends ActInput {
  @Field(() => ID, { description: 'The poll; open.' })
  pollId: string;

  @Field(() => ID, { description: 'The delegate who votes; in the hall, with the mandate to vote.' })
  delegateId: string;

  @Field(() => [String], {
    nullable: true,
    description:
      'Codes of the options chosen, in a NAMED poll. Null in an UNLINKED one: the delegate votes on paper, and nothing of what is entered here.',
  })
  @ArrayMaxSize(100)
  choices?: string[] | null;

  @Field(() => String, { description: 'Why, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;
}

/** The same, as it is stored while it waits for a second account. */
export interface HandVote {
  readonly pollId: string;
  readonly delegateId: string;
  readonly choices: readonly string[] | null;
  readonly reason: string;
}

/**
 * Casting the vote of one elector for whom no device works. In a NAMED poll the ballot counts as theirs, marked as entered by
 * hand; in an UNLINKED one the roll says that they vote on paper, and the papers are counted apart (poll/record-paper-ballots).
 * Holds the poll as closing does: a ballot that is on its way from the delegate's own device either counts and this is
 * refused, or comes too late.
 */
export const handVoting: TwoKeyAct<HandVote> = {
  kind: PendingActKind.CAST_BY_HAND,
  field: 'Mutation.castByHand',
  async judge(tx, viewer, field, { pollId, delegateId, choices, reason }) {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, field, poll.conferenceId);
    const whom = { id: delegateId, conferenceId: poll.conferenceId };
    found(await tx.findOne(Delegate, { where: whom, lock: { mode: 'pessimistic_read' } }));
    if (poll.state !== PollState.OPEN || (await isOver(tx, pollId)))
      throw new Refusal('POLL_NOT_OPEN', { state: poll.state });
    requireFitting(poll, choices);
    const { electorId } = await holdVoter(tx, poll, delegateId, choices);
    return {
      ...{ conferenceId: poll.conferenceId, targetId: poll.id, partId: electorId, reason },
      needsTwo: true,
      basis: { state: poll.state, openings: poll.openings },
      async perform() {
        const method = choices ? CastMethod.BY_HAND : CastMethod.ON_PAPER;
        await tx.insert(RollEntry, { pollId, electorId, delegateId, method });
        if (choices) await tx.insert(NamedBallot, { pollId, electorId, choices: [...choices] });
        // What was counted of the papers so far leaves out this one.
        else await tx.query('update poll set paper = null where id = $1', [pollId]);
        return choices
          ? ballotCastByHand(poll, electorId, delegateId, poll.liveTally ? choices : null)
          : ballotOnPaper(poll, electorId, delegateId);
      },
    };
  },
};

/** @throws Refusal BAD_USER_INPUT for choices in a secret poll, or none in a named one */
function requireFitting({ secrecy }: Poll, choices: readonly string[] | null): void {
  if ((secrecy === Secrecy.NAMED) === (choices !== null)) return;
  const cure = choices
    ? 'Leave them out: what a secret ballot chooses is written by its voter on paper, and entered by nobody.'
    : 'Give the codes of the options chosen; none for a blank ballot in a poll to choose.';
  throw new Refusal('BAD_USER_INPUT', { argument: 'choices', cure });
}

/**
 * Whose vote it is; the delegate is held, so that the mandate moves to nobody else meanwhile.
 * @throws Refusal NO_VOTE, NOT_PRESENT, ALREADY_VOTED, BALLOT_INVALID
 */
async function holdVoter(
  tx: EntityManager,
  { id: pollId }: Poll,
  delegateId: string,
  choices: readonly string[] | null,
): Promise<{ readonly electorId: string }> {
  const { poll, voters } = await readVotingList(tx, pollId, [delegateId]);
  const voter = voters.get(delegateId);
  if (!voter) throw new Refusal('NO_VOTE', { pollId });
  if (!voter.present) throw new Refusal('NOT_PRESENT', { pollId });
  const { electorId } = voter;
  if (await tx.existsBy(RollEntry, { pollId, electorId })) throw new Refusal('ALREADY_VOTED', { pollId });
  if (choices) requireValid(poll, choices);
  return { electorId };
}

/** @throws Refusal BALLOT_INVALID */
function requireValid(poll: VotedPoll, choices: readonly string[]): void {
  const refusal = ballotRefusal(poll, poll.codes, choices);
  if (refusal) throw new Refusal(refusal, { codes: poll.codes, maxChoices: poll.maxChoices });
}

/**
 * Asks for the vote of one elector to be cast by hand; a second account confirms it.
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_NOT_OPEN, BAD_USER_INPUT, NO_VOTE, NOT_PRESENT, ALREADY_VOTED,
 *   BALLOT_INVALID, NO_SECOND_ACCOUNT, ACT_WAITING
 */
export async function askToCastByHand(db: Database, viewer: Viewer, input: CastByHandInput): Promise<Receipt> {
  const { choices, idempotencyKey } = input;
  const vote: HandVote = {
    pollId: asId(input.pollId),
    delegateId: asId(input.delegateId),
    choices: choices ? [...choices].sort() : null,
    reason: words(input.reason),
  };
  return doOrAsk(db, viewer, handVoting, vote, idempotencyKey);
}
