import { useQuery } from 'urql';
import { Table } from '../../look/Table';
import { RuleText } from '../../poll/RuleText';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { useAll } from '../use-all';
import { graphWords } from '../words';
import { GraphAwardNamesDocument, GraphRulesDocument } from './bloc.documents';
import { type GraphRule, rulesOf } from './pick';
import { ruleOfValues } from './rule-of-values';

/** The voting rules a bloc settled itself, newest year first, each with what it said before; nothing where it settled none. */
export function Rules({ slug }: { readonly slug: string }) {
  const say = useWords(graphWords);
  const { nodes } = useAll(GraphRulesDocument, slug, rulesOf);
  const nameOf = useSubject();
  if (!nodes || nodes.length === 0) return null;
  return (
    <Table caption={say('rules')} heads stacks>
      <thead>
        <tr>
          <th scope="col">{say('ruleFor')}</th>
          <th scope="col">{say('year')}</th>
          <th scope="col">{say('ruleSays')}</th>
        </tr>
      </thead>
      <tbody>
        {nodes.map(({ year, subject, rule, history }) => (
          <tr key={`${year} ${subject}`}>
            <th scope="row">{nameOf(subject)}</th>
            <td data-label={say('year')}>{year}</td>
            <td data-label={say('ruleSays')}>
              <span>
                <RuleText rule={rule} />
              </span>
              <Before history={history} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** How what a rule is about is called: an award by its name, where there is one of that code. */
function useSubject(): (subject: string) => string {
  const say = useWords(graphWords);
  const format = useFormat();
  const [{ data }] = useQuery({ query: GraphAwardNamesDocument });
  return (subject) => {
    if (subject === 'RESOLUTION' || subject === 'LEADERSHIP') return say(`rule${subject}`);
    if (subject === 'EMULATION_FLAG' || subject === 'OTHER') return say(`rule${subject}`);
    const award = data?.awards.find(({ code }) => code === subject);
    return award ? format.text(award.name) : subject;
  };
}

/** Every version of a rule that was changed, behind a fold. */
function Before({ history }: Pick<GraphRule, 'history'>) {
  const say = useWords(graphWords);
  const format = useFormat();
  if (history.length < 2) return null;
  return (
    <details data-testid="rule-history">
      <summary>{say('corrected')}</summary>
      <ol>
        {history.map(({ number, knownFrom, isRemoved, reason, values }) => {
          const rule = ruleOfValues(values);
          return (
            <li key={number}>
              {isRemoved || !rule ? say('takenAway') : <RuleText rule={rule} />}
              {` – ${say('sinceDAY', { day: format.date(knownFrom) })}`}
              {reason && <p>{say('why', { reason })}</p>}
            </li>
          );
        })}
      </ol>
    </details>
  );
}
