import { randomUUID } from 'node:crypto';
import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { now } from '../clock';
import { lockConference } from '../conference/lock-conference';
import { toldToBlocAfterClosing } from '../conference/told-to-bloc';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { CalendarDate } from '../graphql/types/scalars';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { dateFault } from './date-fault';
import { Decision, DecisionStep } from './decision';
import { decisionRecorded } from './events';
import { holdProposal, standingNow } from './hold-proposal';
import { requireNotBarred } from './read-bars';
import { decisionRefusal, stepFault } from './rules';

@InputType({ description: 'A step of an award proposal, outside the ballot.' })
export class RecordDecisionInput extends ActInput {
  @Field(() => ID, { description: 'The proposal.' })
  proposalId: string;

  @Field(() => DecisionStep, {
    description:
      'What was decided; not WITHDRAWN or RETRACTED, which have acts of their own, nor VOTED, which files tell.',
  })
  step: DecisionStep;

  @Field(() => String, { nullable: true, description: 'Number of the written decision.' })
  @Words(1, 100)
  number?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Date of the decision: in the year of the award or later, and not before the step before.',
  })
  decidedOn?: string | null;

  @Field(() => TextPairInput, { nullable: true, description: 'Who decided, and any note.' })
  @ValidateNested()
  note?: TextPairInput | null;
}

/**
 * Appends a step to a proposal. Steps other than AGREED may follow long after the conference is closed.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, CONFERENCE_NOT_OPEN, POLLS_OPEN,
 *   PROPOSAL_STATE, BARRED, DECISION_DATE
 */
export async function recordDecision(db: Database, viewer: Viewer, input: RecordDecisionInput): Promise<Receipt> {
  const proposalId = asId(input.proposalId);
  const { step } = input;
  const number = input.number ? words(input.number) : null;
  const decidedOn = input.decidedOn ?? null;
  const note = input.note ? textPair(input.note) : null;
  const about = { proposalId, step, number, decidedOn, note: note && { ...note } };
  return act(db, viewer, { act: 'recordDecision', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const { conference, proposal, award, member, standing } = await holdProposal(tx, proposalId, lockConference);
    requireAllowed(viewer, 'Mutation.recordDecision', conference.id);
    const fault = stepFault(step);
    if (fault) throw new Refusal('BAD_USER_INPUT', { ...fault });
    const refusal = decisionRefusal(step, standing.state, conference.state, {
      open: standing.openPoll !== null,
      counted: standing.counted,
    });
    if (refusal) {
      const polls = standing.openPoll ? [standing.openPoll.id] : [];
      throw new Refusal(refusal, { state: standing.state, conference: conference.state, polls });
    }
    if (step === DecisionStep.AGREED) await requireNotBarred(tx, conference.id, award.code, [member.id]);
    const dates = [...standing.standing.map((before) => before.decidedOn), decidedOn];
    const late = dateFault(dates, proposal.year);
    if (late) throw new Refusal('DECISION_DATE', { argument: 'decidedOn', ...late });
    const decision: Decision = {
      ...{ id: randomUUID(), proposalId, ordinal: standing.decisions.length + 1, step, number, decidedOn, note },
      ...{ correctsId: null, reason: null, recordedAt: now() },
    };
    await tx.insert(Decision, decision);
    const after = await standingNow(tx, proposalId);
    return toldToBlocAfterClosing(
      tx,
      conference,
      decisionRecorded(proposal, award, member, decision, { from: standing.state, to: after.state }),
    );
  });
}
