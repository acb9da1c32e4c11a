import { useState } from 'react';
import { useQuery } from 'urql';
import { Link } from '../../page/Link';
import { Shell } from '../../page/Shell';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { Waiting } from '../Waiting';
import { graphWords } from '../words';
import { SearchBox } from './SearchBox';
import { GraphSearchDocument, type GraphSearchQuery } from './search.documents';

type Hit = GraphSearchQuery['search']['nodes'][number];

/** What was sought: in the address, so that it can be sent on. */
const soughtInAddress = () => new URLSearchParams(location.search).get('q') ?? '';

/** Blocs, members and conferences by the beginnings of words; marks and case do not count. */
export function SearchPage() {
  const say = useWords(graphWords);
  const [text, setText] = useState(soughtInAddress);
  const wanted = text.trim();
  const [{ data, error, stale, fetching }] = useQuery({
    query: GraphSearchDocument,
    variables: { text: wanted },
    pause: wanted === '',
  });
  const seek = (next: string) => {
    setText(next);
    history.replaceState(null, '', next.trim() ? `/search?q=${encodeURIComponent(next.trim())}` : '/search');
  };
  const answer = wanted === '' || fetching || stale ? null : data?.search;
  return (
    <Shell title={say('search')} live={false}>
      <h1>{say('search')}</h1>
      <SearchBox text={text} onChange={seek} />
      <p role="status">
        {answer && (answer.nodes.length > 0 ? say('found', { count: answer.totalCount }) : say('foundNone'))}
      </p>
      {wanted !== '' && error && <Waiting error={error} />}
      {answer && (
        <ul className={styles.list}>
          {answer.nodes.map((hit) => (
            <li key={hit.id}>
              <HitLine hit={hit} />
            </li>
          ))}
        </ul>
      )}
    </Shell>
  );
}

function HitLine({ hit }: { readonly hit: Hit }) {
  const say = useWords(graphWords);
  const format = useFormat();
  if (hit.__typename === 'Member') {
    return (
      <>
        <Link href={`/bloc/${hit.bloc.slug}/member/${hit.code}`} lang={format.langOf(hit.shortName)}>
          {format.text(hit.shortName)}
        </Link>{' '}
        <span className={styles.soft}>{say('memberOf', { bloc: format.text(hit.bloc.name) })}</span>
      </>
    );
  }
  const { name, slug } = hit;
  const conference = hit.__typename === 'Conference';
  return (
    <>
      <Link href={`/${conference ? 'conference' : 'bloc'}/${slug}`} lang={format.langOf(name)}>
        {format.text(name)}
      </Link>{' '}
      {conference && hit.heldOn && <span className={styles.soft}>{format.date(hit.heldOn)}</span>}
    </>
  );
}
