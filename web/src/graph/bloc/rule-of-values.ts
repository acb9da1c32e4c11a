import type { ToldRule } from '../../poll/RuleText';

/** A rule as a version of it says it, column by column; null where a part that words need is missing. */
export function ruleOfValues(values: readonly { readonly field: string; readonly value: string }[]): ToldRule | null {
  const said = new Map(values.map(({ field, value }) => [field, value]));
  const { electorate, base } = { electorate: said.get('electorate'), base: said.get('base') };
  if (!isElectorate(electorate) || !isBase(base)) return null;
  const number = (field: string) => Number(said.get(field));
  const rule = {
    electorate,
    base,
    quorumNumerator: number('quorum_numerator'),
    quorumDenominator: number('quorum_denominator'),
    passNumerator: number('pass_numerator'),
    passDenominator: number('pass_denominator'),
    passStrict: said.get('pass_strict') === 'true',
    doubleMajority: said.get('double_majority') === 'true',
    selfVote: said.get('self_vote') !== 'false',
    weights: said.get('member_weights') ?? null,
  };
  const shares = [rule.quorumNumerator, rule.quorumDenominator, rule.passNumerator, rule.passDenominator];
  return shares.every((share) => share > 0) ? rule : null;
}

const isElectorate = (text: string | undefined): text is ToldRule['electorate'] =>
  text === 'MEMBERS' || text === 'DELEGATES';
const isBase = (text: string | undefined): text is ToldRule['base'] =>
  text === 'ALL' || text === 'PRESENT' || text === 'CAST' || text === 'YES_NO';
