import type { CreatePollMutationVariables } from '../../acts.documents';
import { readWeight, written } from './weights';

export type RuleGiven = NonNullable<CreatePollMutationVariables['input']['rule']>;
export type Criterion = NonNullable<RuleGiven['tieOrder']>[number];

/** What may follow the votes where options tie, in the order the desk lists it. */
export const criteria = [
  'SCORE',
  'DECREE_152_ART_4_6',
  'SECOND_BALLOT',
  'LEADERS_DECIDE',
] as const satisfies Criterion[];

/** What a rule says beside its shares, as the desk fills it in. */
export interface Terms {
  /** After the votes, which always come first. */
  readonly order: readonly Criterion[];
  readonly selfVote: boolean;
  readonly both: boolean;
  /** What was typed, by the id of the member; null where votes have no weight. */
  readonly weights: ReadonlyMap<string, string> | null;
}

/** The order of a rule that says nothing of ties, as the server has it. */
const usualOrder: readonly Criterion[] = ['SECOND_BALLOT', 'LEADERS_DECIDE'];

/** What a rule says, to be changed. */
export function termsOf({ tieOrder, selfVote, doubleMajority, weights }: RuleGiven): Terms {
  return {
    order: tieOrder?.filter((criterion) => criterion !== 'VOTES') ?? usualOrder,
    selfVote: selfVote ?? true,
    both: doubleMajority ?? false,
    weights: weights ? new Map(weights.map(({ memberId, weight }) => [String(memberId), written(weight)])) : null,
  };
}

/** A rule with other terms; null while a weight cannot be read. A secret vote has neither weights nor both majorities. */
export function ruleWith(rule: RuleGiven, terms: Terms, secret: boolean): RuleGiven | null {
  const both = terms.both && !secret;
  const typed = secret || both ? [] : [...(terms.weights ?? [])].filter(([, text]) => text.trim());
  const read = typed.map(([memberId, text]) => ({ memberId, ...readWeight(text) }));
  const weights = read.flatMap(({ memberId, weight }) => (weight === null ? [] : [{ memberId, weight }]));
  if (weights.length < read.length) return null;
  return {
    ...rule,
    electorate: both ? 'DELEGATES' : rule.electorate,
    tieOrder: ['VOTES', ...terms.order],
    selfVote: terms.selfVote,
    doubleMajority: both,
    weights: weights.length > 0 ? weights : null,
  };
}
