import type { Electorate, Rule } from './rule';

/** Who must be there where a bloc settled nothing: two thirds of its members. */
export const usualQuorum = {
  electorate: 'MEMBERS' as Electorate.MEMBERS,
  quorumNumerator: 2,
  quorumDenominator: 3,
} as const;

/** How many of so many electors must be present: the share of all, rounded up. Whole numbers only. */
export function quorumNeeded(rule: Pick<Rule, 'quorumNumerator' | 'quorumDenominator'>, electors: number): number {
  return Math.floor((electors * rule.quorumNumerator + rule.quorumDenominator - 1) / rule.quorumDenominator);
}
