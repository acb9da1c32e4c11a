import { lazy, Suspense } from 'react';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { graphWords } from '../words';
import { comparable } from './comparable';
import type { GraphResult } from './pick';
import { ResultTable } from './ResultTable';

/** Drawn only where there is something to compare, so loaded only then. */
const BarChart = lazy(async () => ({ default: (await import('./BarChart')).BarChart }));

/** One indicator, its results in the order they are shown: a chart for each unit with at least two figures, and a table of everything reported for it. */
export function IndicatorPanel({ results }: { readonly results: readonly GraphResult[] }) {
  const say = useWords(graphWords);
  const format = useFormat();
  const [first] = results;
  if (!first) return null;
  const name = format.text(first.indicator.name);
  const years = new Set(results.map(({ year }) => year));
  const newest = Math.max(...years);
  const bars = (figures: readonly GraphResult[]) =>
    figures.map(({ id, value, raw, year, member }) => {
      const who = member ? format.text(member.shortName) : say('wholeBloc');
      const label = years.size > 1 ? `${who}, ${year}` : who;
      return { id, group: who, label, earlier: year < newest, value: Number(value), raw };
    });
  return (
    <section className={styles.panel}>
      <h2 lang={format.langOf(first.indicator.name)}>{name}</h2>
      <p className={styles.soft}>{say('chartHint')}</p>
      {comparable(results).map(({ unit, figures }) => (
        <Suspense key={unit} fallback={null}>
          <BarChart label={say('chart', { name, unit })} bars={bars(figures)} unit={unit} />
        </Suspense>
      ))}
      <ResultTable caption={say('table', { name })} results={results} by={['member']} />
    </section>
  );
}
