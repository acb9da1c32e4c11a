import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { keyOf } from '../log/act';
import type { Receipt } from '../log/append';
import type { BallotBox } from './ballot-box';

@InputType({ description: 'What a ballot that was cast is to say instead.' })
export class ChangeBallotInput extends ActInput {
  @Field(() => ID, { description: 'The poll; one with `mayChange`, and open.' })
  pollId: string;

  @Field(() => [String], { description: 'Codes of the options chosen now, as in `castBallot`.' })
  @ArrayMaxSize(100)
  choices: string[];
}

/**
 * Puts another choice in the place of the one the viewer's vote was cast for. What it was stays on the record; the latest
 * counts. Written as ballots are, alone or with others (poll/ballot-box).
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_NOT_OPEN, NO_VOTE, NOT_PRESENT, BALLOT_INVALID, BALLOT_FINAL where the poll
 *   was not made so, NOTHING_CHANGED without a ballot that it would change, and after twenty changes, IDEMPOTENCY_MISMATCH
 */
export async function changeBallot(box: BallotBox, viewer: Viewer, input: ChangeBallotInput): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const idempotencyKey = keyOf(input.idempotencyKey);
  return box.cast(pollId, { viewer, choices: [...input.choices].sort(), idempotencyKey, change: true });
}
