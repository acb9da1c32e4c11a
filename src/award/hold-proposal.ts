import type { EntityManager } from 'typeorm';
import { Member } from '../bloc/member';
import type { Conference } from '../conference/conference';
import { found } from '../graphql/context';
import { Award } from './award';
import { decisionsByProposal, pollsByProposal } from './loaders';
import { Proposal } from './proposal';
import { type ProposalStanding, standingOf } from './standing';

/** An award proposal held FOR UPDATE, with its conference and all that an entry tells of it. */
export interface Held {
  readonly conference: Conference;
  readonly proposal: Proposal;
  readonly award: Award;
  readonly member: Member;
  readonly standing: ProposalStanding;
}

/**
 * Holds a proposal as opening and voiding a poll about it do: of two at once the second finds it where the first left it.
 * @param hold locks its conference (conference/lock-conference)
 * @throws Refusal NOT_FOUND
 */
export async function holdProposal(
  tx: EntityManager,
  proposalId: string,
  hold: (tx: EntityManager, conferenceId: string) => Promise<Conference>,
): Promise<Held> {
  const { conferenceId } = found(await tx.findOneBy(Proposal, { id: proposalId }));
  const conference = await hold(tx, conferenceId);
  const proposal = found(
    await tx.findOne(Proposal, { where: { id: proposalId }, lock: { mode: 'pessimistic_write' } }),
  );
  const award = found(await tx.findOneBy(Award, { id: proposal.awardId }));
  const member = found(await tx.findOneBy(Member, { id: proposal.memberId }));
  return { conference, proposal, award, member, standing: await standingNow(tx, proposalId) };
}

/** How far a proposal has come, as this transaction sees it. */
export async function standingNow(tx: EntityManager, proposalId: string): Promise<ProposalStanding> {
  const [decisions = []] = await decisionsByProposal.read(tx, [proposalId]);
  const [asked = []] = await pollsByProposal.read(tx, [proposalId]);
  return standingOf(decisions, asked);
}
