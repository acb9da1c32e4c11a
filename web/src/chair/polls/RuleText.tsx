import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import type { DeskPoll } from '../conference';
import { pollsWords } from './words';

/** The rule of a poll in words: what passes it, and who must be there. */
export function RuleText({ rule }: Pick<DeskPoll, 'rule'>) {
  const say = useWords(pollsWords);
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
      {rule.weights && ` ${say('ruleWeights')}`}
      {rule.doubleMajority && ` ${say('ruleBoth')}`}
      {!rule.selfVote && ` ${say('ruleNoSelf')}`}
    </>
  );
}
