import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskPact } from '../conference';
import { pactDeskWords } from './words';

/** What is signed, article by article, with its targets as printed. */
export function PactText({ pact }: { readonly pact: DeskPact }) {
  const say = useWords(pactDeskWords);
  const format = useFormat();
  const { preamble, articles, targets, textHash } = pact;
  return (
    <details>
      <summary>{say('read')}</summary>
      {preamble && <p lang={format.langOf(preamble)}>{format.text(preamble)}</p>}
      {articles.length === 0 && <p>{say('noText')}</p>}
      {articles.map(({ ordinal, heading, text }) => (
        <section key={ordinal}>
          <h4 lang={format.langOf(heading)}>{format.text(heading)}</h4>
          <p lang={format.langOf(text)}>{format.text(text)}</p>
        </section>
      ))}
      {targets.length > 0 && (
        <>
          <h4>{say('targets')}</h4>
          <ul>
            {targets.map(({ ordinal, indicator, member, raw, unit }) => (
              <li key={ordinal}>
                {`${format.text(indicator.name)}, ${member ? format.text(member.shortName) : say('bloc')}: ${[raw, unit]
                  .filter(Boolean)
                  .join(' ')}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {textHash && (
        <p className={styles.soft}>
          {say('hash')} <code>{textHash}</code>
        </p>
      )}
    </details>
  );
}
