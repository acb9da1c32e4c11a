import { Link } from '../../page/Link';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { Share } from '../share/Share';
import { graphWords } from '../words';
import type { GraphBloc } from './graph-bloc';
import { IndicatorChart } from './IndicatorChart';
import type { GraphResult } from './pick';
import { ResultTable } from './ResultTable';

interface IndicatorPanelProps {
  readonly bloc: Pick<GraphBloc, 'slug' | 'name'>;
  /** Of one indicator, in the order they are shown. */
  readonly results: readonly GraphResult[];
}

/** One indicator: its charts, a table of everything reported for it, and how to cite and embed it. */
export function IndicatorPanel({ bloc, results }: IndicatorPanelProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  const [first] = results;
  if (!first) return null;
  const { code } = first.indicator;
  const name = format.text(first.indicator.name);
  // What members reported themselves is of no conference; what is shared names the newest that there is.
  const newest = results.filter(({ conference }) => conference).reduce<GraphResult | null>(newer, null);
  return (
    <section className={styles.panel}>
      <h2 lang={format.langOf(first.indicator.name)}>
        <Link href={`/bloc/${bloc.slug}/indicator/${code}`}>{name}</Link>
      </h2>
      <p className={styles.soft}>{say('chartHint')}</p>
      <IndicatorChart results={results} />
      <ResultTable caption={say('table', { name })} results={results} by={['member']} />
      {newest?.conference && (
        <Share
          title={`${name}. ${format.text(bloc.name)}`}
          path={`/bloc/${bloc.slug}/indicator/${code}`}
          embed={`/embed/bloc/${bloc.slug}/${code}`}
          slug={newest.conference.slug}
        />
      )}
    </section>
  );
}

const newer = (a: GraphResult | null, b: GraphResult): GraphResult => (a && a.year >= b.year ? a : b);
