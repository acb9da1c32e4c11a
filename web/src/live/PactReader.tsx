import { type ReactNode, useMemo } from 'react';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { ForChecking } from './ForChecking';
import { laterWords } from './later-words';
import styles from './live.module.css';
import { pactTextOf } from './pact-text';

interface PactReaderProps {
  readonly canonicalText: string;
  /** The hash of that text, by whoever computed it. */
  readonly check: ReactNode;
  /** True where it is not the text of the conference: the fold is open. */
  readonly alert?: boolean;
}

/** The text of a pact for reading, and folded away the very characters that are hashed, with `check` beside them. */
export function PactReader({ canonicalText, check, alert = false }: PactReaderProps) {
  const say = useWords(laterWords);
  const format = useFormat();
  const { preamble, parties, inForce, articles, targets } = useMemo(() => pactTextOf(canonicalText), [canonicalText]);
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
      {inForce && (
        <section>
          <h4>{say('force')}</h4>
          <p>
            {inForce.signatures === null
              ? say('forceAll')
              : say('forceSome', { signatures: inForce.signatures, parties: parties.length })}
            {inForce.from && ` ${say('forceFrom', { date: format.date(inForce.from) })}`}
          </p>
        </section>
      )}
      <ForChecking open={alert}>
        {check}
        <p>{say('raw')}</p>
        <code lang="vi">{canonicalText}</code>
      </ForChecking>
    </div>
  );
}
