import { Link } from '../../page/Link';
import { useWords } from '../../words/use-words';
import { YearFigures } from '../figures/YearFigures';
import styles from '../graph.module.css';
import { useAll } from '../use-all';
import { graphWords } from '../words';
import { GraphResultsDocument } from './bloc.documents';
import { resultsOf } from './pick';

interface FiguresOfYearProps {
  readonly slug: string;
  /** The year of the address; null for the newest that has figures. */
  readonly year: number | null;
}

/** The figures of one year of a bloc, and the way to those of its other years, each at an address of its own. */
export function FiguresOfYear({ slug, year }: FiguresOfYearProps) {
  const say = useWords(graphWords);
  const { nodes } = useAll(GraphResultsDocument, slug, resultsOf);
  const figures = nodes?.filter(({ kind }) => kind === 'FIGURE') ?? [];
  const years = [...new Set(figures.map((figure) => figure.year))].sort((a, b) => b - a);
  const shown = year ?? years[0];
  if (shown === undefined) return null;
  return (
    <>
      <YearFigures
        heading={say('figuresOf', { year: shown })}
        results={figures.filter((figure) => figure.year === shown)}
      />
      {years.length > 1 && (
        <nav className={styles.years} aria-label={say('otherYears')}>
          {years.map((each) => (
            <Link key={each} href={`/bloc/${slug}/year/${each}`} aria-current={each === shown ? 'page' : undefined}>
              {say('inYEAR', { year: each })}
            </Link>
          ))}
        </nav>
      )}
    </>
  );
}
