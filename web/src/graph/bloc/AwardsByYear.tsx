import { useWords } from '../../words/use-words';
import { useAll } from '../use-all';
import { Waiting } from '../Waiting';
import { graphWords } from '../words';
import { AwardTable } from './AwardTable';
import { GraphAwardsDocument } from './bloc.documents';
import { proposalsOf } from './pick';

/** Award proposals, newest year first; how each was settled, with counts only where there are counts. */
export function AwardsByYear({ slug }: { readonly slug: string }) {
  const say = useWords(graphWords);
  const { nodes, error } = useAll(GraphAwardsDocument, slug, proposalsOf);
  if (!nodes) return <Waiting error={error} />;
  if (nodes.length === 0) return <p>{say('noAwards')}</p>;
  const years = [...new Set(nodes.map(({ year }) => year))].sort((a, b) => b - a);
  return years.map((year) => (
    <AwardTable
      key={year}
      slug={slug}
      caption={say('awardsOf', { year })}
      proposals={nodes.filter((proposal) => proposal.year === year)}
    />
  ));
}
