import { ArrayMaxSize } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { keyOf } from '../log/act';
import type { Receipt } from '../log/append';
import type { BallotBox } from './ballot-box';

@InputType({ description: 'One ballot.' })
export class CastBallotInput {
  @Field(() => ID, { description: 'The poll.' })
  pollId: string;

  @Field(() => [String], {
    description:
      'Codes of the options chosen: exactly one in a yes/no poll; none to `maxChoices` in a poll to choose, none being a blank ballot.',
  })
  @ArrayMaxSize(100)
  choices: string[];

  @Field(() => String, {
    nullable: true,
    description:
      'Makes a retry safe: 8 to 100 characters, new for each ballot. The same key with another choice is no other ballot: in an unlinked poll it gets the receipt of the first.',
  })
  idempotencyKey: string | null;
}

/**
 * Records the one ballot of the viewer's vote, or changes nothing. It is acknowledged after the commit it went in with,
 * alone or with others (poll/ballot-box).
 * @returns a receipt that never tells the choice
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_NOT_OPEN, NO_VOTE, NOT_PRESENT, BALLOT_INVALID, ALREADY_VOTED,
 *   IDEMPOTENCY_MISMATCH
 */
export async function castBallot(box: BallotBox, viewer: Viewer, input: CastBallotInput): Promise<Receipt> {
  const pollId = asId(input.pollId);
  // A key of the wrong form is this request's fault alone; it must not reach those that are written with it.
  const idempotencyKey = keyOf(input.idempotencyKey);
  return box.cast(pollId, { viewer, choices: [...input.choices].sort(), idempotencyKey, change: false });
}
