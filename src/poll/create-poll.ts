import { randomUUID } from 'node:crypto';
import { Field, ID, InputType } from 'type-graphql';
import { Conference, ConferenceState } from '../conference/conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { pollCreated } from './events';
import { Option } from './option';
import { Poll, PollState } from './poll';
import { readQuestion } from './question';
import { QuestionInput } from './question-input';
import type { PollSubjects } from './subjects';

@InputType({ description: 'A question to put to the vote.' })
export class CreatePollInput extends QuestionInput {
  @Field(() => ID, { description: 'Conference it is put to.' })
  conferenceId: string;
}

/**
 * Prepares a question as a DRAFT: nobody may vote yet.
 * @throws Refusal NOT_FOUND, FORBIDDEN, CONFERENCE_NOT_OPEN, SECRET_COUNTS, SECRET_WEIGHTS, POLL_STATE for a round after a draft,
 *   BAD_USER_INPUT
 */
export function createPoll(
  db: Database,
  viewer: Viewer,
  input: CreatePollInput,
  subjects: PollSubjects,
): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'createPoll', about: asked(about), idempotencyKey }, async (tx) => {
    // Locked against others, so that two polls do not get one number.
    const conference = found(
      await tx.findOne(Conference, {
        where: { id: asId(input.conferenceId) },
        lock: { mode: 'for_no_key_update' },
      }),
    );
    requireAllowed(viewer, 'Mutation.createPoll', conference.id);
    if (conference.state === ConferenceState.CLOSED)
      throw new Refusal('CONFERENCE_NOT_OPEN', { state: conference.state });
    const { question, choices } = await readQuestion(tx, subjects, conference, input);
    const last = await tx.maximum(Poll, 'ordinal', { conferenceId: conference.id });
    const poll = tx.create(Poll, {
      ...question,
      id: randomUUID(),
      conferenceId: conference.id,
      ordinal: (last ?? 0) + 1,
      state: PollState.DRAFT,
      openedAt: null,
      dueAt: null,
      opensAt: null,
      minutes: null,
      closesByItself: false,
      notOpened: null,
      closedAt: null,
      voidReason: null,
      result: null,
      secondBallot: 0,
      tieDecision: null,
    });
    const options = choices.map((choice) => ({ ...choice, pollId: poll.id }));
    await tx.insert(Poll, poll);
    await tx.insert(Option, options);
    return pollCreated(poll, options);
  });
}
