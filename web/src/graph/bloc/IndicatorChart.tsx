import { Suspense } from 'react';
import { later } from '../../page/later';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { graphWords } from '../words';
import { byUnit } from './by-unit';
import type { GraphResult } from './pick';
import { whenOf } from './when-of';

/** Drawn only where there is a figure, so loaded only then. */
const BarChart = later(async () => (await import('./BarChart')).BarChart);

/** The figures of one indicator over members and years: a chart for each unit they are printed in. */
export function IndicatorChart({ results }: { readonly results: readonly GraphResult[] }) {
  const say = useWords(graphWords);
  const format = useFormat();
  const times = new Set(results.map((result) => whenOf(say, result)));
  const newest = Math.max(...results.map(({ year }) => year));
  const barOf = (figure: GraphResult) => {
    const { id, value, raw, year, member } = figure;
    const who = member ? format.text(member.shortName) : say('wholeBloc');
    const label = times.size > 1 ? `${who}, ${whenOf(say, figure)}` : who;
    return { id, group: who, label, earlier: year < newest, value: Number(value), raw };
  };
  return byUnit(results).map(({ unit, figures }) => {
    const name = figures[0] ? format.text(figures[0].indicator.name) : '';
    return (
      <Suspense key={unit} fallback={null}>
        <BarChart label={say('chart', { name, unit })} bars={figures.map(barOf)} unit={unit} />
      </Suspense>
    );
  });
}
