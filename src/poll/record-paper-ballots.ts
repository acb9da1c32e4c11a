import { Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { PendingActKind } from '../confirmation/pending-act';
import { doOrAsk, type TwoKeyAct } from '../confirmation/two-keys';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import type { Receipt } from '../log/append';
import { countBallots } from './count';
import { paperBallotsCounted } from './events';
import { lockPoll } from './lock-poll';
import { type PaperCounts, PollState } from './poll';
import { OptionCountInput, requireFitting, votesOf } from './record-poll-result';
import { onPaper } from './roll-entry';

@InputType({ description: 'Counts of the paper ballots of an UNLINKED poll.' })
export class RecordPaperBallotsInput extends ActInput {
  @Field(() => ID, { description: 'The poll; open, with electors who vote on paper.' })
  pollId: string;

  @Field(() => Int, { description: 'Papers collected, the blank and invalid ones included.' })
  @Min(0)
  cast: number;

  @Field(() => [OptionCountInput], { description: 'Every option once; those left out have 0.' })
  votes: OptionCountInput[];

  @Field(() => Int, { nullable: true, defaultValue: 0, description: 'Blank papers, in polls to choose.' })
  @Min(0)
  blank: number;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: 'Invalid papers.' })
  @Min(0)
  invalid: number;
}

/** The same, as it is stored while it waits for a second account. */
export interface CountedPapers {
  readonly pollId: string;
  readonly cast: number;
  readonly blank: number;
  readonly invalid: number;
  readonly votes: readonly { readonly code: string; readonly votes: number }[];
}

/**
 * Entering what the papers of an UNLINKED poll come to, before it is closed, which adds them to the ballots here. Only how many
 * there are is ever published: the choices of so few would tell whose they are. Entered again, the later counts hold.
 */
export const paperCounting: TwoKeyAct<CountedPapers> = {
  kind: PendingActKind.COUNT_PAPERS,
  field: 'Mutation.recordPaperBallots',
  async judge(tx, viewer, field, { pollId, cast, blank, invalid, votes }) {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, field, poll.conferenceId);
    if (poll.state !== PollState.OPEN) throw new Refusal('POLL_NOT_OPEN', { state: poll.state });
    const stored = (await countBallots(tx, [poll.id])).get(poll.id);
    const electors = await onPaper(tx, poll.id);
    const counts = { electors, present: electors, cast, blank, invalid, votes: votesOf(stored?.votes ?? {}, votes) };
    requireFitting(poll, counts);
    return {
      ...{ conferenceId: poll.conferenceId, targetId: poll.id, reason: null },
      needsTwo: true,
      basis: { state: poll.state, openings: poll.openings, onPaper: electors },
      async perform() {
        const paper: PaperCounts = { cast, blank, invalid, votes: counts.votes };
        await tx.query('update poll set paper = $2 where id = $1', [poll.id, JSON.stringify(paper)]);
        return paperBallotsCounted(poll, { cast, invalid });
      },
    };
  },
};

/**
 * Asks for the counts of paper ballots to be entered; a second account confirms them.
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_NOT_OPEN, RESULT_INVALID, NO_SECOND_ACCOUNT, ACT_WAITING
 */
export async function askToRecordPaperBallots(
  db: Database,
  viewer: Viewer,
  input: RecordPaperBallotsInput,
): Promise<Receipt> {
  const { cast, blank, invalid, idempotencyKey } = input;
  const votes = input.votes.map((each) => ({ code: each.code, votes: each.votes }));
  const papers: CountedPapers = { pollId: asId(input.pollId), cast, blank, invalid, votes };
  return doOrAsk(db, viewer, paperCounting, papers, idempotencyKey);
}
