import type { DeskConference, DeskProposal } from '../conference';

/** Steps that can be recorded; withdrawing and correcting are acts of their own, and a vote without counts is told by files. */
export type Step = Exclude<DeskProposal['decisions'][number]['step'], 'WITHDRAWN' | 'RETRACTED' | 'VOTED'>;

const after: Readonly<Record<DeskProposal['state'], readonly Step[]>> = {
  NOMINATED: ['AGREED'],
  PROPOSED: ['APPROVED', 'REFUSED'],
  NOT_PROPOSED: [],
  APPROVED: ['AWARDED', 'REVOKED'],
  REFUSED: [],
  AWARDED: ['REVOKED'],
  REVOKED: [],
  WITHDRAWN: [],
};

/** Steps that can be recorded now: agreeing only in session and where there is no vote about it; the council's any time. */
export function nextSteps({ state, poll }: DeskProposal, conference: DeskConference['state']): readonly Step[] {
  const polled = poll?.state === 'OPEN' || poll?.state === 'CLOSED';
  return after[state].filter((step) => step !== 'AGREED' || (conference === 'OPEN' && !polled));
}
