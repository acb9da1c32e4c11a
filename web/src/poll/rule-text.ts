import type { Format } from '../words/use-format';
import type { Say } from '../words/use-words';
import type { PollNow } from './use-poll';
import type { pollWords } from './words';

/** Fractions as people say them, a half and two thirds, and as the desk says them: above this it is eighty per cent. */
const longestFraction = 12;

/** What a share of weights is a share of. */
const weighed = { ALL: 'allWeights', PRESENT: 'presentWeights', CAST: 'castWeights', YES_NO: 'yesNo' } as const;

/** How the poll is decided, in a sentence. */
export function ruleText(say: Say<(typeof pollWords)['vi']>, format: Format, { kind, rule }: PollNow['poll']): string {
  const { passNumerator, passDenominator, passStrict, electorate } = rule;
  const share =
    passDenominator > longestFraction
      ? format.percent(passNumerator / passDenominator)
      : `${passNumerator}/${passDenominator}`;
  const members = electorate === 'MEMBERS';
  const bases = {
    ALL: members ? 'allMembers' : 'allDelegates',
    PRESENT: members ? 'presentMembers' : 'presentDelegates',
    CAST: 'cast',
    YES_NO: 'yesNo',
  } as const;
  const base = say(rule.weights ? weighed[rule.base] : bases[rule.base]);
  if (kind === 'CHOOSE') return say(passStrict ? 'chooseOver' : 'chooseLeast', { share, base });
  return say(passStrict ? 'ruleOver' : 'ruleLeast', { share, base });
}
