import { useQuery } from 'urql';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { graphWords } from '../words';
import { GraphRanksDocument } from './bloc.documents';

interface RanksOfYearProps {
  readonly slug: string;
  readonly year: number;
}

/** The members in the order of their scores for one year, once their ranks are released: `1. Hà Nội; 2. Cần Thơ`. */
export function RanksOfYear({ slug, year }: RanksOfYearProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  const [{ data }] = useQuery({ query: GraphRanksDocument, variables: { slug, year } });
  const scores = data?.bloc?.scores;
  if (!scores?.table.releasedAt) return say('none');
  const ranked = scores.members.flatMap(({ rank, member }) =>
    rank === null || rank === undefined ? [] : [{ rank, member }],
  );
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ rank, member }) => say('ranked', { rank, member: format.text(member.shortName) }))
    .join('; ');
}
