import { useState } from 'react';
import { useQuery } from 'urql';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { Link } from '../page/Link';
import { pageWords } from '../page/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './chair.module.css';
import { DeskConferencesDocument, type DeskConferencesQuery } from './desk.documents';
import { chairWords } from './words';

type Listed = DeskConferencesQuery['conferences']['nodes'][number];

const numbers = new Intl.Collator('en', { numeric: true });
/** What runs, then what was made last. */
const runningFirst = (a: Listed, b: Listed) =>
  Number(b.state === 'OPEN') - Number(a.state === 'OPEN') || numbers.compare(b.slug, a.slug);

/** Where an administrator chooses what to run: conferences first, rehearsals below. */
export function ChooseConference() {
  const say = useWords(chairWords);
  const sayPage = useWords(pageWords);
  const [after, setAfter] = useState<string | null>(null);
  const [before, setBefore] = useState<readonly Listed[]>([]);
  const [{ data, fetching, error }] = useQuery({
    query: DeskConferencesDocument,
    variables: { after },
    requestPolicy: 'cache-and-network',
  });
  if (error && !data) {
    return (
      <Notice kind="bad" alert>
        {sayPage('unreachable')}
      </Notice>
    );
  }
  const page = data?.conferences;
  if (!page) return <p>{sayPage('loading')}</p>;
  const all = [...before, ...page.nodes];
  const rehearsals = all.filter(({ nature }) => nature === 'REHEARSAL').sort(runningFirst);
  const conferences = all.filter(({ nature }) => nature !== 'REHEARSAL');
  return (
    <>
      <h1>{say('choose')}</h1>
      <Conferences title={say('conferences')} empty={say('none')} conferences={conferences} />
      <Conferences title={say('rehearsals')} empty={say('noRehearsal')} conferences={rehearsals} />
      {page.pageInfo.hasNextPage && (
        <Button
          busy={fetching}
          onClick={() => {
            setBefore(all);
            setAfter(page.pageInfo.endCursor);
          }}
        >
          {say('more')}
        </Button>
      )}
    </>
  );
}

interface ConferencesProps {
  readonly title: string;
  readonly empty: string;
  readonly conferences: readonly Listed[];
}

function Conferences({ title, empty, conferences }: ConferencesProps) {
  const say = useWords(chairWords);
  const format = useFormat();
  return (
    <section>
      <h2>{title}</h2>
      {conferences.length === 0 && <p>{empty}</p>}
      <ul className={styles.cards}>
        {conferences.map(({ id, slug, name, state, nature, heldOn }) => (
          <li key={id} className={styles.card}>
            <Link href={`/chair/${slug}`} className={styles.cardLink} lang={format.langOf(name)}>
              {format.text(name)}
            </Link>
            <span className={styles.soft}>
              {[
                nature === 'REHEARSAL' ? slug : say(nature),
                say(state),
                nature !== 'REHEARSAL' && heldOn && format.date(heldOn),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
