import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { ruleWords } from './rule-words';

/** A rule, as far as it is told in words. */
export interface ToldRule {
  readonly electorate: 'MEMBERS' | 'DELEGATES';
  readonly base: 'ALL' | 'PRESENT' | 'CAST' | 'YES_NO';
  readonly quorumNumerator: number;
  readonly quorumDenominator: number;
  readonly passNumerator: number;
  readonly passDenominator: number;
  readonly passStrict: boolean;
  readonly doubleMajority: boolean;
  readonly selfVote: boolean;
  /** Anything where votes have weights. */
  readonly weights?: unknown;
}

/** The rule of a poll in words: what passes it, and who must be there. */
export function RuleText({ rule }: { readonly rule: ToldRule }) {
  const say = useWords(ruleWords);
  const format = useFormat();
  const { passNumerator, passDenominator, passStrict, quorumNumerator, quorumDenominator } = rule;
  // Fractions as people say them: a half and two thirds, but eighty per cent.
  const part = (above: number, below: number) => (below > 12 ? format.percent(above / below) : `${above}/${below}`);
  const share = say(passStrict ? 'more' : 'least', { part: part(passNumerator, passDenominator) });
  return (
    <>
      {say('rule', {
        share,
        base: say(rule.base),
        quorum: part(quorumNumerator, quorumDenominator),
        electorate: say(rule.electorate),
      })}
      {Boolean(rule.weights) && ` ${say('ruleWeights')}`}
      {rule.doubleMajority && ` ${say('ruleBoth')}`}
      {!rule.selfVote && ` ${say('ruleNoSelf')}`}
    </>
  );
}
