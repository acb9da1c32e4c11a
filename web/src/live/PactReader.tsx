import { useMemo } from 'react';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './live.module.css';
import { pactTextOf } from './pact-text';
import { liveWords } from './words';

/** The text of a pact for reading, and below it the very characters that are hashed. */
export function PactReader({ canonicalText }: { readonly canonicalText: string }) {
  const say = useWords(liveWords);
  const format = useFormat();
  const { preamble, parties, articles, targets } = useMemo(() => pactTextOf(canonicalText), [canonicalText]);
  const names = new Map(parties.map(({ code, name }) => [code, name]));
  return (
    <div className={styles.pact}>
      {preamble && <p lang={format.langOf(preamble)}>{format.text(preamble)}</p>}
      {articles.map(({ ordinal, heading, text }) => (
        <section key={ordinal}>
          <h4 lang={format.langOf(heading)}>{format.text(heading)}</h4>
          <p className={styles.prose} lang={format.langOf(text)}>
            {format.text(text)}
          </p>
        </section>
      ))}
      {targets.length > 0 && (
        <section>
          <h4>{say('targets')}</h4>
          <ul>
            {targets.map(({ ordinal, member, indicator, raw, unit }) => (
              <li key={ordinal} lang="vi">
                {`${member === null ? say('forAll') : (names.get(member) ?? member)} · ${indicator}: ${[raw, unit].filter(Boolean).join(' ')}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h4>{say('parties')}</h4>
        <ul>
          {parties.map(({ code, name }) => (
            <li key={code} lang="vi">
              {name}
            </li>
          ))}
        </ul>
      </section>
      <details>
        <summary>{say('raw')}</summary>
        <code lang="vi">{canonicalText}</code>
      </details>
    </div>
  );
}
