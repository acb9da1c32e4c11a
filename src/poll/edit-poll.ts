import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { type Conference, ConferenceState } from '../conference/conference';
import { lockConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { act, asked } from '../log/act';
import type { Receipt } from '../log/append';
import { pollEdited, pollRemoved } from './events';
import { lockPoll } from './lock-poll';
import { Option } from './option';
import { Poll, PollState } from './poll';
import { readQuestion } from './question';
import { QuestionInput } from './question-input';
import type { PollSubjects } from './subjects';

@InputType({ description: 'A draft as it is to read: the whole question, as for a new one.' })
export class EditPollInput extends QuestionInput {
  @Field(() => ID, { description: 'The poll; a draft.' })
  pollId: string;
}

@InputType({ description: 'Which draft to remove.' })
export class RemovePollInput extends ActInput {
  @Field(() => ID, { description: 'The poll; a draft.' })
  pollId: string;
}

/**
 * Rewrites a draft whole: what is left out is as for a new question. It keeps its number.
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_STATE, CONFERENCE_NOT_OPEN, SECRET_COUNTS, SECRET_WEIGHTS, BAD_USER_INPUT
 */
export function editPoll(db: Database, viewer: Viewer, input: EditPollInput, subjects: PollSubjects): Promise<Receipt> {
  const { idempotencyKey, ...about } = input;
  return act(db, viewer, { act: 'editPoll', about: asked(about), idempotencyKey }, async (tx) => {
    const poll = await lockPoll(tx, asId(input.pollId));
    requireAllowed(viewer, 'Mutation.editPoll', poll.conferenceId);
    const conference = await holdDraft(tx, poll);
    if (poll.secondBallot > 0)
      throw new Refusal('POLL_STATE', {
        state: poll.state,
        cure: 'What a second ballot asks follows from the tie: remove it.',
      });
    const { question, choices } = await readQuestion(tx, subjects, conference, input);
    const options = choices.map((choice) => ({ ...choice, pollId: poll.id }));
    await tx.update(Poll, poll.id, question);
    await tx.delete(Option, { pollId: poll.id });
    await tx.insert(Option, options);
    return pollEdited({ ...poll, ...question }, options);
  });
}

/**
 * Removes a draft, which nobody has voted in. What the log says of it stays; its number may be given again.
 * @throws Refusal NOT_FOUND, FORBIDDEN, POLL_STATE, CONFERENCE_NOT_OPEN
 */
export function removePoll(db: Database, viewer: Viewer, input: RemovePollInput): Promise<Receipt> {
  const pollId = asId(input.pollId);
  const { idempotencyKey } = input;
  return act(db, viewer, { act: 'removePoll', about: { pollId }, idempotencyKey }, async (tx) => {
    const poll = await lockPoll(tx, pollId);
    requireAllowed(viewer, 'Mutation.removePoll', poll.conferenceId);
    await holdDraft(tx, poll);
    await tx.delete(Option, { pollId });
    await tx.delete(Poll, { id: pollId });
    return pollRemoved(poll);
  });
}

/** @returns its conference. @throws Refusal POLL_STATE, CONFERENCE_NOT_OPEN */
async function holdDraft(tx: EntityManager, { state, conferenceId }: Poll): Promise<Conference> {
  if (state !== PollState.DRAFT) throw new Refusal('POLL_STATE', { state });
  const conference = await lockConference(tx, conferenceId);
  if (conference.state === ConferenceState.CLOSED)
    throw new Refusal('CONFERENCE_NOT_OPEN', { state: conference.state });
  return conference;
}
