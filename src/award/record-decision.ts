import { randomUUID } from 'node:crypto';
import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Member } from '../bloc/member';
import { now } from '../clock';
import { lockConference } from '../conference/lock-conference';
import type { Database } from '../database/database';
import { Refusal } from '../errors/refusal';
import { requireAllowed } from '../graphql/authorize/authority';
import type { Viewer } from '../graphql/authorize/viewer';
import { asId, found } from '../graphql/context';
import { ActInput } from '../graphql/types/act-input';
import { CalendarDate } from '../graphql/types/scalars';
import { TextPairInput, textPair } from '../graphql/types/text-pair';
import { Words, words } from '../graphql/types/words';
import { act } from '../log/act';
import type { Receipt } from '../log/append';
import { Award } from './award';
import { Decision, DecisionStep } from './decision';
import { decisionRecorded } from './events';
import { decisionsByProposal, pollsByProposal } from './loaders';
import { Proposal } from './proposal';
import { type ProposalStanding, standingOf } from './read-standing';
import { decisionRefusal } from './rules';

@InputType({ description: 'A step of an award proposal, outside the ballot.' })
export class RecordDecisionInput extends ActInput {
  @Field(() => ID, { description: 'The proposal.' })
  proposalId: string;

  @Field(() => DecisionStep, { description: 'What was decided.' })
  step: DecisionStep;

  @Field(() => String, { nullable: true, description: 'Number of the written decision.' })
  @Words(1, 100)
  number?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Date of the decision.' })
  decidedOn?: string | null;

  @Field(() => TextPairInput, { nullable: true, description: 'Who decided, and any note.' })
  @ValidateNested()
  note?: TextPairInput | null;
}

/**
 * Appends a step to a proposal. Steps other than AGREED may follow long after the conference is closed.
 * Holds the proposal FOR UPDATE, as opening and voiding a poll about it do: of two at once the second finds it where the
 * first left it.
 * @throws Refusal NOT_FOUND, UNAUTHENTICATED, FORBIDDEN, CONFERENCE_NOT_OPEN, POLLS_OPEN, PROPOSAL_STATE
 */
export async function recordDecision(db: Database, viewer: Viewer, input: RecordDecisionInput): Promise<Receipt> {
  const proposalId = asId(input.proposalId);
  const { step } = input;
  const number = input.number ? words(input.number) : null;
  const decidedOn = input.decidedOn ?? null;
  const note = input.note ? textPair(input.note) : null;
  const about = { proposalId, step, number, decidedOn, note: note && { ...note } };
  return act(db, viewer, { act: 'recordDecision', about, idempotencyKey: input.idempotencyKey }, async (tx) => {
    const { conferenceId } = found(await tx.findOneBy(Proposal, { id: proposalId }));
    const conference = await lockConference(tx, conferenceId);
    const proposal = found(
      await tx.findOne(Proposal, { where: { id: proposalId }, lock: { mode: 'pessimistic_write' } }),
    );
    requireAllowed(viewer, 'Mutation.recordDecision', conferenceId);
    const before = await readStanding(tx, proposalId);
    const refusal = decisionRefusal(step, before.state, conference.state, {
      open: before.openPoll !== null,
      counted: before.counted,
    });
    if (refusal) {
      const polls = before.openPoll ? [before.openPoll.id] : [];
      throw new Refusal(refusal, { state: before.state, conference: conference.state, polls });
    }
    const ordinal = before.decisions.length + 1;
    const decision = { id: randomUUID(), proposalId, ordinal, step, number, decidedOn, note, recordedAt: now() };
    await tx.insert(Decision, decision);
    const after = await readStanding(tx, proposalId);
    const award = found(await tx.findOneBy(Award, { id: proposal.awardId }));
    const member = found(await tx.findOneBy(Member, { id: proposal.memberId }));
    return decisionRecorded(proposal, award, member, decision, { from: before.state, to: after.state });
  });
}

async function readStanding(tx: EntityManager, proposalId: string): Promise<ProposalStanding> {
  const [decisions = []] = await decisionsByProposal.read(tx, [proposalId]);
  const [asked = []] = await pollsByProposal.read(tx, [proposalId]);
  return standingOf(decisions, asked);
}
