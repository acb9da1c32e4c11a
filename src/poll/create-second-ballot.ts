import { randomUUID } from 'node:crypto';
import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { takeConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { nextCriterion } from './decide';
import { pollCreated } from './events';
import { lockPoll } from './lock-poll';
import { Option } from './option';
import { Poll, PollState } from './poll';
import { tiedOf } from './tie';

@InputType({ description: 'After which tie to vote again.' })
export class CreateSecondBallotInput extends ActInput {
  @Field(() => ID, { description: 'The poll; closed, and tied.' })
  pollId: string;
}

/**
 * Prepares a second ballot after a tie, as a DRAFT: among the tied, for the seats left, under the same rule and secrecy.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, TIE_STATE where the tie order asks for something else, or the
 *   ballot is there already
 */
export function createSecondBallot(db: Database, viewer: Viewer, input: CreateSecondBallotInput): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const ask = { act: 'createSecondBallot', about: { pollId }, idempotencyKey: input.idempotencyKey };
  return act(db, viewer, ask, async (tx) => {
    const tied = await lockPoll(tx, pollId);
    const { conferenceId } = tied;
    requireAllowed(viewer, 'Mutation.createSecondBallot', conferenceId);
    // Against others, so that two polls do not get one number.
    const conference = await takeConference(tx, conferenceId);
    if (conference.state === 'CLOSED') throw new Refusal('CONFERENCE_NOT_OPEN', { state: conference.state });
    await requireTie(tx, tied, 'SECOND_BALLOT');
    const { codes, seats } = tiedOf(tied);
    const last = await tx.maximum(Poll, 'ordinal', { conferenceId });
    const poll = tx.create(Poll, {
      ...tied,
      ...{ id: randomUUID(), ordinal: (last ?? 0) + 1, state: PollState.DRAFT, previousId: tied.id },
      ...{ maxChoices: seats, rule: { ...tied.rule, seats }, secondBallot: tied.secondBallot + 1 },
      ...{ openedAt: null, dueAt: null, closedAt: null, voidReason: null, result: null, tieDecision: null },
    });
    const former = await tx.find(Option, { where: { pollId: tied.id }, order: { ordinal: 'ASC' } });
    const options = former
      .filter(({ code }) => codes.includes(code))
      .map((option, index) => ({ ...option, pollId: poll.id, ordinal: index + 1, score: null }));
    await tx.insert(Poll, poll);
    await tx.insert(Option, options);
    return pollCreated(poll, options);
  });
}

/**
 * Refuses a step that the tie order does not ask for now. Hold the poll.
 * @throws Refusal TIE_STATE
 */
export async function requireTie(
  tx: EntityManager,
  poll: Poll,
  wanted: 'SECOND_BALLOT' | 'LEADERS_DECIDE',
): Promise<void> {
  const open = poll.state === 'CLOSED' && poll.result?.outcome === 'TIED' && poll.tieDecision === null;
  const next = open ? nextCriterion(poll) : null;
  const [ballot] = await tx.query<{ id: string }[]>(
    `select id from poll where previous_id = $1 and second_ballot > 0 and state <> 'VOID'`,
    [poll.id],
  );
  if (next === wanted && !ballot) return;
  throw new Refusal('TIE_STATE', { state: poll.state, next, secondBallot: ballot?.id ?? null });
}
