import { useQuery } from 'urql';
import type { DeskConference } from '../../conference';
import { rules } from '../rules';
import { ruleGiven } from './rule-given';
import type { RuleGiven } from './terms';
import { YearRuleDocument } from './year-rule.documents';

/** The rule of the year for what is no award, newest years first as the server lists them; null until it is known. */
export function useYearRule({ id }: Pick<DeskConference, 'id'>): RuleGiven | null {
  const [{ data }] = useQuery({ query: YearRuleDocument, variables: { id } });
  const node = data?.node;
  if (!node || !('bloc' in node)) return null;
  const year = node.closesYear ?? node.reviewsYear ?? node.opensYear;
  const settled = node.bloc?.rules?.nodes.find((rule) => rule.year === year && rule.subject === 'RESOLUTION');
  return settled ? ruleGiven(settled.rule) : rules.ruleHalf;
}
