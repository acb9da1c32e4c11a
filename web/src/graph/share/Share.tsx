import { useState } from 'react';
import { useQuery } from 'urql';
import { useConnection } from '../../connection/use-connection';
import { publicAddress } from '../../page/public-address';
import { useLanguage } from '../../words/language';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { Copied } from './Copied';
import { GraphLogHeadDocument } from './share.documents';
import { shareWords } from './words';

interface ShareProps {
  /** What is cited. */
  readonly title: string;
  /** Where it stands. */
  readonly path: string;
  /** Where it stands alone, to be put into another page. */
  readonly embed: string;
  /** The conference whose log holds it. */
  readonly slug: string;
}

/** How to cite and embed something, and the address under which anybody can check later what it was; folded away. */
export function Share(props: ShareProps) {
  const say = useWords(shareWords);
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.fold} data-testid="share" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('share')}</summary>
      {open && <Ways {...props} />}
    </details>
  );
}

function Ways({ title, path, embed, slug }: ShareProps) {
  const say = useWords(shareWords);
  const format = useFormat();
  const language = useLanguage();
  const { clock } = useConnection();
  const [{ data }] = useQuery({
    query: GraphLogHeadDocument,
    variables: { slug },
    requestPolicy: 'cache-and-network',
  });
  const [head] = data?.conference?.events.nodes ?? [];
  const origin = publicAddress() ?? location.origin;
  const lasting = head && `${origin}/conference/${slug}#log=${head.sequence}-${head.digest}`;
  const escaped = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const attributes = { src: `${origin}${embed}?lang=${language}`, title: escaped, width: '100%', height: '480' };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
  const date = format.date(new Date(clock.now()));
  return (
    <>
      {head && (
        <Copied
          label={say('citation')}
          text={say('cited', { title, address: `${origin}${path}`, sequence: format.number(head.sequence), date })}
        />
      )}
      {lasting && (
        <>
          <Copied label={say('lasting')} text={lasting} />
          <p className={styles.soft}>{say('lastingHint', { sequence: format.number(head.sequence) })}</p>
        </>
      )}
      <Copied label={say('embed')} text={`<iframe ${written.join(' ')} loading="lazy"></iframe>`} />
      <p>
        <a href={`/conferences/${slug}/snapshot.json`}>{say('data')}</a>
      </p>
    </>
  );
}
