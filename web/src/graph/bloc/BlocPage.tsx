import { Link } from '../../page/Link';
import { Shell } from '../../page/Shell';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { NotFound } from '../NotFound';
import { Waiting } from '../Waiting';
import { graphWords } from '../words';
import { AwardsByYear } from './AwardsByYear';
import { Indicators } from './Indicators';
import { Movements } from './Movements';
import { Overview } from './Overview';
import { useBloc } from './use-bloc';

const parts = ['overview', 'indicators', 'awards', 'movements'] as const;

interface BlocPageProps {
  readonly slug: string;
  /** The last part of the address; empty for the overview. */
  readonly part: string;
}

/** One bloc: its members, leadership and years; its indicators, awards and movements each at an address of its own. */
export function BlocPage({ slug, part }: BlocPageProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  const { bloc, error } = useBloc(slug);
  const chosen = parts.find((each) => each === (part || 'overview'));
  const title = bloc ? format.text(bloc.name) : say('title');
  const content = () => {
    if (bloc === undefined) return <Waiting error={error} />;
    if (!bloc || !chosen) return <NotFound />;
    return (
      <>
        <h1 lang={format.langOf(bloc.name)}>{format.text(bloc.name)}</h1>
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
        {chosen === 'overview' && <Overview bloc={bloc} />}
        {chosen === 'indicators' && <Indicators bloc={bloc} />}
        {chosen === 'awards' && <AwardsByYear slug={slug} />}
        {chosen === 'movements' && <Movements bloc={bloc} />}
      </>
    );
  };
  return (
    <Shell title={chosen && bloc ? `${say(chosen)} · ${title}` : title} live={false}>
      {content()}
    </Shell>
  );
}
