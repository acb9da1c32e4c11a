import type { CreatePollMutationVariables } from '../acts.documents';

type Rule = NonNullable<CreatePollMutationVariables['input']['rule']>;

const members = {
  electorate: 'MEMBERS',
  quorumNumerator: 2,
  quorumDenominator: 3,
  base: 'ALL',
  seats: null,
} as const;

/** The rules a question of the desk's own is asked under most; null leaves it to the bloc's rule of the year. */
export const rules = {
  ruleYear: null,
  ruleHalf: { ...members, passNumerator: 1, passDenominator: 2, passStrict: true },
  ruleTwoThirds: { ...members, passNumerator: 2, passDenominator: 3, passStrict: false },
  ruleFourFifths: { ...members, passNumerator: 80, passDenominator: 100, passStrict: false },
  rulePresent: { ...members, base: 'PRESENT', passNumerator: 1, passDenominator: 2, passStrict: true },
} satisfies Record<string, Rule | null>;

export type RuleName = keyof typeof rules;
export const ruleNames = Object.keys(rules) as RuleName[];
