import type { Decision } from './decision';

/**
 * The decisions that stand, first to last: a corrected one has its correction in its place, or nothing where it had not
 * happened.
 */
export function standingDecisions<D extends Pick<Decision, 'id' | 'step' | 'correctsId'>>(
  decisions: readonly D[],
): readonly D[] {
  const correctionOf = new Map(decisions.map((decision) => [decision.correctsId, decision]));
  const last = (decision: D): D => {
    const correction = correctionOf.get(decision.id);
    return correction ? last(correction) : decision;
  };
  return decisions
    .filter(({ correctsId }) => correctsId === null)
    .map(last)
    .filter(({ step }) => step !== 'RETRACTED');
}
