import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { NotFound } from '../NotFound';
import { useAll } from '../use-all';
import { Waiting } from '../Waiting';
import { graphWords } from '../words';
import { GraphResultsDocument } from './bloc.documents';
import { byMember } from './by-member';
import { byUnit } from './by-unit';
import type { GraphBloc } from './graph-bloc';
import { IndicatorPanel } from './IndicatorPanel';
import { type GraphResult, resultsOf } from './pick';
import { ResultTable } from './ResultTable';

interface IndicatorsProps {
  readonly bloc: GraphBloc;
  /** The code of the only one to show; empty for all. */
  readonly only: string;
}

/** What was reported for each indicator of the bloc: a chart for each that has figures, the statements in one table; or one indicator alone. */
export function Indicators({ bloc, only }: IndicatorsProps) {
  const say = useWords(graphWords);
  const { nodes, error } = useAll(GraphResultsDocument, bloc.slug, resultsOf);
  if (!nodes) return <Waiting error={error} />;
  if (nodes.length === 0) return <p>{say('noResults')}</p>;
  const groups = new Map<string, GraphResult[]>();
  const codes = bloc.members.map(({ code }) => code);
  for (const result of byMember(nodes, codes)) {
    const group = groups.get(result.indicator.code) ?? [];
    group.push(result);
    groups.set(result.indicator.code, group);
  }
  if (only) {
    const group = groups.get(only);
    return group ? <IndicatorPanel bloc={bloc} results={group} /> : <NotFound />;
  }
  const drawn = [...groups.values()].filter((group) => byUnit(group).length > 0);
  const rest = [...groups.values()].filter((group) => byUnit(group).length === 0).flat();
  return (
    <>
      {drawn.map((group) => (
        <IndicatorPanel key={group[0]?.indicator.code} bloc={bloc} results={group} />
      ))}
      {rest.length > 0 && (
        <section className={styles.panel}>
          <h2>{say('others')}</h2>
          <p className={styles.soft}>{say('othersHint')}</p>
          <ResultTable caption={say('table', { name: say('others') })} results={rest} by={['indicator', 'member']} />
        </section>
      )}
    </>
  );
}
