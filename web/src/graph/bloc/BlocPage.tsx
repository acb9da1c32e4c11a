import { Link } from '../../page/Link';
import { Shell } from '../../page/Shell';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { NotFound } from '../NotFound';
import { SearchLink } from '../search/SearchLink';
import { Waiting } from '../Waiting';
import { graphWords } from '../words';
import { AwardsByYear } from './AwardsByYear';
import { Indicators } from './Indicators';
import { Movements } from './Movements';
import { Overview } from './Overview';
import { OwnWork } from './OwnWork';
import { useBloc } from './use-bloc';

const parts = ['overview', 'indicators', 'awards', 'movements'] as const;

interface BlocPageProps {
  readonly slug: string;
  /** What follows in the address; empty for the overview, `year` and `indicator` for one of those. */
  readonly part: string;
  /** Which year or indicator. */
  readonly code: string;
}

/** One bloc: the figures of its newest year, its members, leadership and years; its indicators, awards and movements each at an address of its own. */
export function BlocPage({ slug, part, code }: BlocPageProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  const { bloc, error } = useBloc(slug);
  const year = part === 'year' && /^\d{4}$/.test(code) ? Number(code) : null;
  const chosen = parts.find((each) => each === partOf(part, year));
  const title = bloc ? format.text(bloc.name) : say('title');
  const content = () => {
    if (bloc === undefined) return <Waiting error={error} />;
    if (!bloc || !chosen) return <NotFound />;
    return (
      <>
        <h1 lang={format.langOf(bloc.name)}>{format.text(bloc.name)}</h1>
        <OwnWork slug={slug} />
        <nav className={styles.sections} aria-label={say('sections')}>
          {parts.map((each) => (
            <Link
              key={each}
              href={`/bloc/${slug}${each === 'overview' ? '' : `/${each}`}`}
              aria-current={each === chosen ? 'page' : undefined}
            >
              {say(each)}
            </Link>
          ))}
        </nav>
        {chosen === 'overview' && <Overview bloc={bloc} year={year} />}
        {chosen === 'indicators' && <Indicators bloc={bloc} only={part === 'indicator' ? code : ''} />}
        {chosen === 'awards' && <AwardsByYear slug={slug} />}
        {chosen === 'movements' && <Movements bloc={bloc} />}
      </>
    );
  };
  return (
    <Shell title={chosen && bloc ? `${say(chosen)} · ${title}` : title} live={false} tools={<SearchLink />}>
      {content()}
    </Shell>
  );
}

/** The part of a bloc that an address is within. */
function partOf(part: string, year: number | null): string {
  if (part === '' || year !== null) return 'overview';
  return part === 'indicator' ? 'indicators' : part;
}
