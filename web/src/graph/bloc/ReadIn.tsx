import { Link } from '../../page/Link';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { graphWords } from '../words';
import type { GraphResult } from './pick';

/**
 * Where a result was read: the publisher, at its own address where there is one, and the conference it reported; or that the
 * member reported it itself.
 */
export function ReadIn({ conference }: { readonly conference: GraphResult['conference'] }) {
  const say = useWords(graphWords);
  const format = useFormat();
  if (!conference) return say('ownReport');
  const { slug, name, heldOn, source } = conference;
  const publisher = source?.publisher ?? source?.title;
  return (
    <>
      {publisher && (
        <>
          {source?.url ? (
            <a href={source.url} rel="noreferrer external">
              {publisher}
            </a>
          ) : (
            publisher
          )}
          <br />
        </>
      )}
      <Link href={`/conference/${slug}`} className={heldOn ? styles.whole : undefined}>
        {heldOn ? say('conferenceOf', { date: format.date(heldOn) }) : format.text(name)}
      </Link>
    </>
  );
}
