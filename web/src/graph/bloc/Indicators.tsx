import { useWords } from '../../words/use-words';
import { useAll } from '../use-all';
import { Waiting } from '../Waiting';
import { graphWords } from '../words';
import { GraphResultsDocument } from './bloc.documents';
import { IndicatorPanel } from './IndicatorPanel';
import { type GraphResult, resultsOf } from './pick';

/** Every indicator of the bloc with what was reported for it, figures first. */
export function Indicators({ slug }: { readonly slug: string }) {
  const say = useWords(graphWords);
  const { nodes, error } = useAll(GraphResultsDocument, slug, resultsOf);
  if (!nodes) return <Waiting error={error} />;
  if (nodes.length === 0) return <p>{say('noResults')}</p>;
  const groups = new Map<string, GraphResult[]>();
  for (const result of nodes) {
    const group = groups.get(result.indicator.code) ?? [];
    group.push(result);
    groups.set(result.indicator.code, group);
  }
  const figures = (group: readonly GraphResult[]) => group.filter(({ kind }) => kind === 'FIGURE').length;
  const sorted = [...groups.values()].sort((a, b) => figures(b) - figures(a));
  return (
    <>
      {sorted.map((group) => (
        <IndicatorPanel key={group[0]?.indicator.code} results={group} />
      ))}
    </>
  );
}
