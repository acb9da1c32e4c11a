import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { quorumNeeded } from '../bloc/quorum';
import { holdOpenConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { electorate } from './electorate';
import { pollAgreed } from './events';
import { lockPoll } from './lock-poll';
import { Option } from './option';
import { Outcome, PollState, type Result } from './poll';
import { consensusRefusal } from './rules';
import type { PollSubjects } from './subjects';

@InputType({ description: 'A question that the conference agreed on without a count.' })
export class RecordConsensusInput extends ActInput {
  @Field(() => ID, { description: 'The poll; a draft, and not about an award proposal.' })
  pollId: string;

  @Field(() => [String], {
    nullable: true,
    description: 'In a poll to choose, codes of the options agreed on: one at least, and no more than there are seats.',
  })
  @ArrayMaxSize(100)
  winners?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Any note, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  note?: string | null;
}

/**
 * Settles a question by consensus: it is closed as passed, and there are no counts. Needs the quorum that a vote on it
 * would need. Award proposals are agreed on by `recordDecision`.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, POLL_STATE, PROPOSAL_STATE, NO_QUORUM, BAD_USER_INPUT
 */
export function recordConsensus(
  db: Database,
  viewer: Viewer,
  input: RecordConsensusInput,
  subjects: PollSubjects,
): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const winners = [...(input.winners ?? [])].sort();
  const note = input.note ? words(input.note) : null;
  const about = { pollId, winners, note };
  return act(db, viewer, { act: 'recordConsensus', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, 'Mutation.recordConsensus', poll.conferenceId);
    const conference = await holdOpenConference(tx, poll.conferenceId);
    const proposals = await subjects.lock(tx, poll);
    if (proposals.length)
      throw new Refusal('PROPOSAL_STATE', {
        proposalId: proposals[0]?.id,
        cure: 'Record the step AGREED of the proposal by `recordDecision`.',
      });
    const options = await tx.findBy(Option, { pollId });
    const codes = options.map(({ code }) => code);
    const refusal = consensusRefusal(poll, codes, winners);
    if (refusal) throw new Refusal(refusal, { argument: 'winners', state: poll.state, codes });
    const electors = await electorate(tx, poll, conference, options, subjects);
    const present = electors.filter((elector) => elector.present).length;
    const quorum = quorumNeeded(poll.rule, electors.length);
    if (electors.length === 0 || present < quorum)
      throw new Refusal('NO_QUORUM', { electors: electors.length, present, quorum });
    const consensus = { electors: electors.length, present, note };
    const result: Result = { votes: {}, cast: 0, blank: 0, outcome: Outcome.PASSED, winners, consensus };
    await tx.query(
      `update poll set state = $2, closed_at = clock_timestamp(), result = $3, opens_at = null, not_opened = null
       where id = $1`,
      [pollId, PollState.CLOSED, JSON.stringify(result)],
    );
    return pollAgreed(poll, result, consensus);
  });
}
