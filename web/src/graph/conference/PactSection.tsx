import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import type { GraphConference } from './graph-conference';
import { conferenceWords } from './words';

interface PactSectionProps {
  readonly pact: GraphConference['pact'];
  /** True for a conference known from its source only. */
  readonly record: boolean;
}

/** The pact: who signed, and the text as far as it is known. */
export function PactSection({ pact, record }: PactSectionProps) {
  const say = useWords(conferenceWords);
  const format = useFormat();
  if (!pact) {
    return (
      <section>
        <h2>{say('pact')}</h2>
        <p>{say('noPact')}</p>
      </section>
    );
  }
  const signer = (signature: (typeof pact.board.slots)[number]['signature']) => {
    if (!signature) return say('notSigned');
    return signature.signerName ? format.text(signature.signerName) : say('signerUnknown');
  };
  return (
    <section>
      <h2 lang={format.langOf(pact.title)}>{format.text(pact.title)}</h2>
      <p>{say(`pact${pact.state}`)}</p>
      <Table caption={say('signatures', { year: pact.year })}>
        <thead>
          <tr>
            <th scope="col">{say('member')}</th>
            <th scope="col">{say('signer')}</th>
            <th scope="col">{say('when')}</th>
          </tr>
        </thead>
        <tbody>
          {pact.board.slots.map(({ member, signature }) => (
            <tr key={member.id}>
              <th scope="row">{format.text(member.shortName)}</th>
              <td>{signer(signature)}</td>
              <td>
                {signature?.signedAt
                  ? `${format.date(signature.signedAt)} ${format.time(signature.signedAt)}`
                  : signature
                    ? say('unknown')
                    : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {pact.articles.length === 0 && record && <p>{say('noText')}</p>}
      {pact.articles.length > 0 && (
        <details className={styles.fold}>
          <summary>{say('text')}</summary>
          {pact.preamble && <p lang={format.langOf(pact.preamble)}>{format.text(pact.preamble)}</p>}
          {pact.articles.map(({ ordinal, heading, text }) => (
            <section key={ordinal}>
              <h3 lang={format.langOf(heading)}>{format.text(heading)}</h3>
              <p lang={format.langOf(text)}>{format.text(text)}</p>
            </section>
          ))}
        </details>
      )}
      {pact.targets.length > 0 && (
        <>
          <h3>{say('targets')}</h3>
          <ul>
            {pact.targets.map(({ ordinal, indicator, member, raw, unit }) => (
              <li key={ordinal}>
                {`${format.text(indicator.name)}, ${member ? format.text(member.shortName) : say('wholeBloc')}: `}
                <span lang="vi">{[raw, unit].filter(Boolean).join(' ')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {pact.textHash && (
        <details className={styles.fold}>
          <summary>{say('hashTitle')}</summary>
          <p className={styles.soft}>
            {`${say('hash')}: `}
            <code>{pact.textHash}</code>
          </p>
        </details>
      )}
    </section>
  );
}
