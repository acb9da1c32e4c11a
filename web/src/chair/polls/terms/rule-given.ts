import type { DeskPoll } from '../../conference';

/** A rule as it is read, as inputs give it. */
export function ruleGiven(rule: DeskPoll['rule']) {
  return {
    ...rule,
    // What ended before there was a floor has 0; its next round has the usual one.
    floor: rule.floor || null,
    tieOrder: [...rule.tieOrder],
    weights: rule.weights?.map(({ weight, member }) => ({ weight, memberId: member.id })) ?? null,
  };
}
