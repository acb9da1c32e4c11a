import type { DeskConference, DeskProposal } from '../conference';

export type Step = DeskProposal['decisions'][number]['step'];

const after: Readonly<Record<DeskProposal['state'], readonly Step[]>> = {
  NOMINATED: ['AGREED'],
  PROPOSED: ['APPROVED', 'REFUSED'],
  NOT_PROPOSED: [],
  APPROVED: ['AWARDED', 'REVOKED'],
  REFUSED: [],
  AWARDED: ['REVOKED'],
  REVOKED: [],
};

/** Steps that can be recorded now: agreeing only in session and where there is no vote about it; the council's any time. */
export function nextSteps({ state, poll }: DeskProposal, conference: DeskConference['state']): readonly Step[] {
  const polled = poll?.state === 'OPEN' || poll?.state === 'CLOSED';
  return after[state].filter((step) => step !== 'AGREED' || (conference === 'OPEN' && !polled));
}
