import type { Member } from '../bloc/member';
import type { TextPair } from '../graphql/types/text-pair';
import type { DomainEvent } from '../log/append';
import type { Json } from '../log/canonical';
import { topics } from '../log/topics';
import type { Award } from './award';
import type { Decision } from './decision';
import type { Proposal, ProposalState } from './proposal';

const text = (pair: TextPair): Json => ({ vi: pair.vi, en: pair.en ?? null });

export function awardProposed(proposal: Proposal, award: Award, member: Member): DomainEvent {
  return awardEvent(proposal, award, member, 'awardProposed', {
    ordinal: proposal.ordinal,
    reason: proposal.reason && text(proposal.reason),
  });
}

/** @param states what the proposal was and has become */
export function decisionRecorded(
  proposal: Proposal,
  award: Award,
  member: Member,
  decision: Decision,
  states: { readonly from: ProposalState; readonly to: ProposalState },
): DomainEvent {
  return awardEvent(proposal, award, member, 'decisionRecorded', {
    decisionId: decision.id,
    ordinal: decision.ordinal,
    step: decision.step,
    number: decision.number,
    decidedOn: decision.decidedOn,
    note: decision.note && text(decision.note),
    from: states.from,
    to: states.to,
  });
}

function awardEvent(
  proposal: Proposal,
  award: Award,
  member: Member,
  kind: string,
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
    topics: [topics.conference(proposal.conferenceId), topics.proposal(proposal.id)],
  };
}
