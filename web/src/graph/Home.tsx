import { useQuery } from 'urql';
import { Link } from '../page/Link';
import { Shell } from '../page/Shell';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { Doors } from './Doors';
import styles from './graph.module.css';
import { GraphHomeDocument } from './home.documents';
import { SearchBox } from './search/SearchBox';
import { useAgain } from './use-again';
import { Waiting } from './Waiting';
import { graphWords } from './words';

const otherPages = ['live', 'hall', 'chair', 'guide'] as const;

/** One next step for each who comes, what is in session, the blocs with their newest conferences, and the other pages. */
export function Home() {
  const say = useWords(graphWords);
  const format = useFormat();
  const [{ data, error }, ask] = useQuery({ query: GraphHomeDocument, requestPolicy: 'cache-and-network' });
  useAgain(ask, true);
  const open = data?.inSession.nodes ?? [];
  const inSession = [...open].sort((a, b) => Number(a.nature === 'REHEARSAL') - Number(b.nature === 'REHEARSAL'));
  return (
    <Shell title={say('title')} live={inSession.length > 0}>
      <h1>{say('title')}</h1>
      <p className={styles.lead}>{say('about')}</p>
      <Doors bloc={data?.blocs.nodes[0] ?? null} />
      <SearchBox />
      {!data && <Waiting error={error} />}
      {inSession.length > 0 && (
        <section>
          <h2>{say('now')}</h2>
          <ul className={styles.cards}>
            {inSession.map(({ id, slug, name, nature }) => (
              <li key={id} className={styles.card} data-on="true">
                <Link href={`/conference/${slug}`} lang={format.langOf(name)}>
                  {format.text(name)}
                </Link>
                {nature === 'REHEARSAL' && <span className={styles.soft}>{slug}</span>}
                <a href={`/hall/${slug}`}>{say('hall')}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {data && (
        <section>
          <h2>{say('blocs')}</h2>
          {data.blocs.nodes.length === 0 && <p>{say('noBloc')}</p>}
          <ul className={styles.cards}>
            {data.blocs.nodes.map((bloc) => (
              <li key={bloc.id} className={styles.card}>
                <Link href={`/bloc/${bloc.slug}`} className={styles.strong} lang={format.langOf(bloc.name)}>
                  {format.text(bloc.name)}
                </Link>
                <p>{bloc.members.map(({ shortName }) => format.text(shortName)).join(', ')}</p>
                {bloc.conferences.nodes.map((conference) => (
                  <p key={conference.id} className={styles.entry}>
                    <span className={styles.soft}>
                      {conference.heldOn ? format.date(conference.heldOn) : say('unknown')}
                    </span>
                    <Link href={`/conference/${conference.slug}`} lang={format.langOf(conference.name)}>
                      {format.text(conference.name)}
                    </Link>
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{say('otherPages')}</h2>
        <ul className={styles.otherPages}>
          {otherPages.map((page) => (
            <li key={page}>
              <a href={`/${page}`}>{say(page)}</a>
            </li>
          ))}
        </ul>
      </section>
    </Shell>
  );
}
