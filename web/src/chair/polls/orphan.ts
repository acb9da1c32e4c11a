import type { DeskPoll, DeskProposal } from '../conference';
import { proposalIdOf } from './subject-ids';

/**
 * Whether a vote that is only prepared can never be opened: of a proposal it is about a step stands, such as a
 * consensus. The server refuses it with PROPOSAL_STATE.
 */
export function isOrphan(
  { state, about, options }: Pick<DeskPoll, 'state' | 'about'> & { options: readonly Pick<DeskPoll, 'about'>[] },
  proposals: readonly Pick<DeskProposal, 'id' | 'decisions'>[],
): boolean {
  if (state !== 'DRAFT') return false;
  const ids = new Set([about, ...options.map((option) => option.about)].map(proposalIdOf));
  return proposals.some(
    ({ id, decisions }) =>
      ids.has(id) && decisions.some(({ step, correctedBy }) => !correctedBy && step !== 'RETRACTED'),
  );
}
