import type { Member } from '../bloc/member';
import type { TextPair } from '../graphql/types/text-pair';
import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import type { EventKind } from '../log/kinds';
import { topics } from '../log/topics';
import type { Award } from './award';
import type { Decision } from './decision';
import type { Proposal, ProposalState } from './proposal';

const text = (pair: TextPair): Json => ({ vi: pair.vi, en: pair.en ?? null });

export function awardProposed(proposal: Proposal, award: Award, member: Member): DomainEvent {
  return awardEvent(proposal, award, member, 'awardProposed', {
    ordinal: proposal.ordinal,
    reason: proposal.reason && text(proposal.reason),
    ...(proposal.besideReason === null ? {} : { besideReason: proposal.besideReason }),
  });
}

/** What a proposal was and has become by a step. */
interface States {
  readonly from: ProposalState;
  readonly to: ProposalState;
}

type Step = (proposal: Proposal, award: Award, member: Member, decision: Decision, states: States) => DomainEvent;

export const decisionRecorded: Step = (proposal, award, member, decision, states) =>
  awardEvent(proposal, award, member, 'decisionRecorded', { ...stepOf(decision), ...states });

/** `corrects` is the id of the step that was wrong. */
export const decisionCorrected: Step = (proposal, award, member, decision, states) =>
  awardEvent(proposal, award, member, 'decisionCorrected', {
    ...stepOf(decision),
    corrects: decision.correctsId,
    reason: decision.reason,
    ...states,
  });

export const proposalWithdrawn: Step = (proposal, award, member, { id, ordinal, reason }, states) =>
  awardEvent(proposal, award, member, 'proposalWithdrawn', { decisionId: id, ordinal, reason, ...states });

/** What was wrong, and all that it said before and says now. */
export function proposalCorrected(
  proposal: Proposal,
  award: Award,
  member: Member,
  after: Pick<Proposal, 'reason' | 'addressee'>,
  reason: string,
): DomainEvent {
  const said = (part: typeof after) => ({
    grounds: part.reason && text(part.reason),
    addressee: part.addressee && text(part.addressee),
  });
  return awardEvent(proposal, award, member, 'proposalCorrected', {
    before: said(proposal),
    after: said(after),
    reason,
  });
}

function stepOf({ id, ordinal, step, number, decidedOn, note }: Decision): { readonly [key: string]: Json } {
  return { decisionId: id, ordinal, step, number, decidedOn, note: note && text(note) };
}

function awardEvent(
  proposal: Proposal,
  award: Award,
  member: Member,
  kind: EventKind,
  more: { readonly [key: string]: Json },
): DomainEvent {
  return {
    stream: proposal.conferenceId,
    kind,
    subject: proposal.id,
    data: {
      award: award.code,
      awardName: text(award.name),
      memberId: member.id,
      member: member.code,
      memberName: text(member.shortName),
      year: proposal.year,
      ...more,
    },
    topics: [
      topics.conference(proposal.conferenceId),
      topics.proposals(proposal.conferenceId),
      topics.proposal(proposal.id),
    ],
  };
}
