import type { Say } from '../words/use-words';
import type { PollNow } from './use-poll';
import type { pollWords } from './words';

/** How the poll is decided, in a sentence. */
export function ruleText(say: Say<(typeof pollWords)['vi']>, { kind, rule }: PollNow['poll']): string {
  const { passNumerator, passDenominator, passStrict, electorate } = rule;
  const divisor = gcd(passNumerator, passDenominator);
  const share = `${passNumerator / divisor}/${passDenominator / divisor}`;
  const members = electorate === 'MEMBERS';
  const bases = {
    ALL: members ? 'allMembers' : 'allDelegates',
    PRESENT: members ? 'presentMembers' : 'presentDelegates',
    CAST: 'cast',
    YES_NO: 'yesNo',
  } as const;
  const base = say(bases[rule.base]);
  if (kind === 'CHOOSE') return say(passStrict ? 'chooseOver' : 'chooseLeast', { share, base });
  return say(passStrict ? 'ruleOver' : 'ruleLeast', { share, base });
}

function gcd(a: number, b: number): number {
  return b === 0 ? Math.max(1, a) : gcd(b, a % b);
}
