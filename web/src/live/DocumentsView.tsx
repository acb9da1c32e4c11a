import { useEffect } from 'react';
import { useQuery } from 'urql';
import type { ConferenceNow } from '../conference/use-conference';
import { pageWords } from '../page/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { laterWords } from './later-words';
import { DocumentsDocument } from './live.documents';
import styles from './live.module.css';
import { PactReader } from './PactReader';
import { Ranks } from './Ranks';

/** The agenda and the papers of the conference. */
export function DocumentsView({ conference }: { readonly conference: ConferenceNow }) {
  const say = useWords(laterWords);
  const sayPage = useWords(pageWords);
  const format = useFormat();
  const [{ data, error }, askAgain] = useQuery({
    query: DocumentsDocument,
    variables: { conferenceId: conference.id },
  });
  const itemId = conference.currentItem?.id;
  const pactState = conference.pact?.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item, or another state of the pact, is why to ask again
  useEffect(() => askAgain({ requestPolicy: 'cache-and-network' }), [askAgain, itemId, pactState]);
  const node = data?.node;
  if (!node || !('agenda' in node)) return <p>{sayPage(error ? 'unreachable' : 'loading')}</p>;
  const { agenda, directives, keyTasks, pact } = node;
  return (
    <>
      <section className={styles.papers}>
        <h2>{say('agenda')}</h2>
        {agenda.length === 0 && <p>{say('none')}</p>}
        <ol className={styles.agenda}>
          {agenda.map(({ id, ordinal, title, state }) => (
            <li key={id} value={ordinal} aria-current={state === 'CURRENT' ? 'step' : undefined}>
              <span lang={format.langOf(title)}>{format.text(title)}</span>
              <span className={styles.soft}>{say(state)}</span>
            </li>
          ))}
        </ol>
      </section>
      <Ranks conference={conference} />
      {pact && (
        <section className={styles.papers}>
          <h2 lang={format.langOf(pact.title)}>{format.text(pact.title)}</h2>
          {pact.canonicalText ? (
            <PactReader
              canonicalText={pact.canonicalText}
              check={
                <p>
                  {say('hash')} <code>{pact.textHash}</code>
                </p>
              }
            />
          ) : (
            <p>{say('noText')}</p>
          )}
        </section>
      )}
      <section className={styles.papers}>
        <h2>{say('directives')}</h2>
        {directives.length === 0 && <p>{say('none')}</p>}
        <ul>
          {directives.map(({ id, number, text, issuer }) => (
            <li key={id}>
              {number && !text.vi.includes(number) && <strong>{`${number} `}</strong>}
              <span lang={format.langOf(text)}>{format.text(text)}</span>
              {issuer && !text.vi.includes(issuer.vi) && (
                <span className={styles.soft} lang={format.langOf(issuer)}>
                  {` (${format.text(issuer)})`}
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.papers}>
        <h2>{say('keyTasks')}</h2>
        {keyTasks.length === 0 && <p>{say('none')}</p>}
        <ul>
          {keyTasks.map(({ id, text }) => (
            <li key={id} lang={format.langOf(text)}>
              {format.text(text)}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
