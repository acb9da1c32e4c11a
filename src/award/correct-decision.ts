import { randomUUID } from 'node:crypto';
import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { now } from '../clock';
import { type Conference, ConferenceState } from '../conference/conference';
import { takeConference } from '../conference/lock-conference';
import { toldToBlocAfterClosing } from '../conference/told-to-bloc';
import { PendingActKind } from '../confirmation/pending-act';
import { doOrAsk, type TwoKeyAct } from '../confirmation/two-keys';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { CalendarDate } from '../graphql/types/scalars';
import { sameText, type TextPair, TextPairInput, textPair } from '../graphql/types/text-pair';
import { Words, words } from '../graphql/types/words';
import type { Receipt } from '../log/append';
import { dateFault } from './date-fault';
import { Decision, DecisionStep } from './decision';
import { decisionCorrected } from './events';
import { holdProposal } from './hold-proposal';
import { pollsByProposal } from './loaders';
import { correctionRefusal, isEnded, stepFault } from './rules';
import { type ProposalStanding, standingOf } from './standing';
import { standingRival } from './standing-rival';

@InputType({ description: 'Which recorded step of an award proposal was wrong, and what is right.' })
export class CorrectDecisionInput extends ActInput {
  @Field(() => ID, { description: 'The step to correct; it stays, beside its correction.' })
  decisionId: string;

  @Field(() => String, { description: 'What was wrong, 3 to 2,000 characters; everybody can read it.' })
  @Words(3, 2000)
  reason: string;

  @Field(() => DecisionStep, {
    nullable: true,
    description: 'What was decided; null where nothing was, and the step should not have been recorded.',
  })
  step?: DecisionStep | null;

  @Field(() => String, { nullable: true, description: 'Number of the written decision.' })
  @Words(1, 100)
  number?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Date of the decision: in the year of the award or later, and in the order of the steps.',
  })
  decidedOn?: string | null;

  @Field(() => TextPairInput, { nullable: true, description: 'Who decided, and any note.' })
  @ValidateNested()
  note?: TextPairInput | null;
}

/** The same, as it is stored while it waits for a second account. */
export interface Correction {
  readonly decisionId: string;
  readonly reason: string;
  readonly step: DecisionStep;
  readonly number: string | null;
  readonly decidedOn: string | null;
  readonly note: TextPair | null;
}

/**
 * Putting a right step in the place of a wrong one, or nothing where nothing had happened. The wrong one stays and names
 * its correction. What the steps come to must follow from each other, as if they had been recorded so. One account does
 * it while the conference lasts, two once it is closed.
 */
export const decisionCorrection: TwoKeyAct<Correction> = {
  kind: PendingActKind.CORRECT_DECISION,
  field: 'Mutation.correctDecision',
  async judge(tx, viewer, field, { decisionId, reason, step, number, decidedOn, note }) {
    const { proposalId } = found(await tx.findOneBy(Decision, { id: decisionId }));
    const { conference, proposal, award, member, standing } = await holdProposal(tx, proposalId, takeConference);
    requireAllowed(viewer, field, conference.id);
    requireCorrectable(standing, conference, decisionId, step);
    requireDifferent(standing, { decisionId, step, number, decidedOn, note });
    const decision: Decision = {
      ...{ id: randomUUID(), proposalId, ordinal: standing.decisions.length + 1, step, number, decidedOn, note },
      ...{ correctsId: decisionId, reason, recordedAt: now() },
    };
    const [asked = []] = await pollsByProposal.read(tx, [proposalId]);
    const after = standingOf([...standing.decisions, decision], asked);
    const late = dateFault(
      after.standing.map((each) => each.decidedOn),
      proposal.year,
    );
    if (late) throw new Refusal('DECISION_DATE', { argument: 'decidedOn', ...late });
    if (isEnded(standing.state) && !isEnded(after.state)) await requireAlone(tx, proposal);
    return {
      ...{ conferenceId: conference.id, targetId: proposalId, partId: decisionId, reason },
      needsTwo: conference.state === ConferenceState.CLOSED,
      basis: { state: standing.state, steps: standing.decisions.length },
      async perform() {
        await tx.insert(Decision, decision);
        return toldToBlocAfterClosing(
          tx,
          conference,
          decisionCorrected(proposal, award, member, decision, { from: standing.state, to: after.state }),
        );
      },
    };
  },
};

/** @throws Refusal NOT_FOUND, BAD_USER_INPUT */
export function asCorrection(input: CorrectDecisionInput): Correction {
  const fault = input.step ? stepFault(input.step) : null;
  if (fault) throw new Refusal('BAD_USER_INPUT', { ...fault });
  return {
    decisionId: asId(input.decisionId),
    reason: words(input.reason),
    step: input.step ?? DecisionStep.RETRACTED,
    number: input.number ? words(input.number) : null,
    decidedOn: input.decidedOn ?? null,
    note: input.note ? { ...textPair(input.note) } : null,
  };
}

/**
 * Corrects a step, or asks for it where the conference is closed.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, CONFERENCE_NOT_OPEN where it is about a
 *   consensus, POLLS_OPEN, PROPOSAL_STATE, PROPOSAL_EXISTS when the award was proposed again since, DECISION_DATE,
 *   NO_SECOND_ACCOUNT, ACT_WAITING
 */
export async function correctDecisionOrAsk(
  db: Database,
  viewer: Viewer,
  input: CorrectDecisionInput,
): Promise<Receipt> {
  return doOrAsk(db, viewer, decisionCorrection, asCorrection(input), input.idempotencyKey);
}

/** @throws Refusal BAD_USER_INPUT for what it says already */
function requireDifferent({ standing }: ProposalStanding, asked: Omit<Correction, 'reason'>): void {
  const { step, number, decidedOn, note } = asked;
  const before = standing.find(({ id }) => id === asked.decisionId);
  if (!before || before.step !== step || before.number !== number || before.decidedOn !== decidedOn) return;
  if (sameText(before.note, note))
    throw new Refusal('BAD_USER_INPUT', { argument: 'step', cure: 'It says this already. Send what differs.' });
}

/** @throws Refusal CONFERENCE_NOT_OPEN, POLLS_OPEN, PROPOSAL_STATE */
function requireCorrectable(
  { state, standing, openPoll, counted, verdict }: ProposalStanding,
  conference: Conference,
  decisionId: string,
  step: DecisionStep,
): void {
  const refusal = correctionRefusal(
    standing.map((each) => each.step),
    standing.findIndex(({ id }) => id === decisionId),
    step,
    { conference: conference.state, open: openPoll !== null, counted },
    verdict,
  );
  if (refusal) throw new Refusal(refusal, { state, conference: conference.state, polls: openPoll?.id ?? null });
}

/** @throws Refusal PROPOSAL_EXISTS */
async function requireAlone(tx: EntityManager, proposal: Parameters<typeof standingRival>[1]): Promise<void> {
  const rival = await standingRival(tx, proposal);
  if (rival) throw new Refusal('PROPOSAL_EXISTS', { proposalId: rival.id });
}
