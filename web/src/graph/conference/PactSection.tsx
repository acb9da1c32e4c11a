import { Table } from '../../look/Table';
import { signedText } from '../../pact/SignatureWall';
import { useForce } from '../../pact/use-force';
import { pactWords } from '../../pact/words';
import { Link } from '../../page/Link';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import type { GraphConference } from './graph-conference';
import { Edited, HeldMember, HeldText } from './Held';
import { conferenceWords } from './words';

interface PactSectionProps {
  readonly pact: GraphConference['pact'];
  /** True for a conference known from its source only. */
  readonly record: boolean;
}

/** The pact: who signed, and the text as far as it is known. */
export function PactSection({ pact, record }: PactSectionProps) {
  const say = useWords(conferenceWords);
  const sayPact = useWords(pactWords);
  const format = useFormat();
  const { settled, needs } = useForce(pact ?? null);
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
    const name = signature.signerName ? format.text(signature.signerName) : say('signerUnknown');
    if (signature.method === 'RECORDED') return name;
    const told = signature.method === 'PAPER' ? `${name} (${signedText(sayPact, signature)})` : name;
    return <Link href={`/signature/${signature.id}`}>{told}</Link>;
  };
  return (
    <section>
      <h2>
        <HeldText held={pact.heldAtClosing} field="title" now={pact.title} />
      </h2>
      <p>{settled ?? say(`pact${pact.state}`)}</p>
      {!record && needs.map((line) => <p key={line}>{line}</p>)}
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
              <th scope="row">
                <HeldMember member={member} />
              </th>
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
      {pact.statedContents !== null && <p>{say('contents', { count: pact.statedContents })}</p>}
      {pact.articles.length === 0 && record && <p>{say('noText')}</p>}
      {pact.articles.length > 0 && (
        <details className={styles.fold}>
          <summary>{say('text')}</summary>
          {pact.preamble && (
            <p>
              <HeldText held={pact.heldAtClosing} field="preamble" now={pact.preamble} />
            </p>
          )}
          {pact.articles.map(({ ordinal, heading, text, heldAtClosing }) => (
            <section key={ordinal}>
              <h3>
                <HeldText held={heldAtClosing} field="heading" now={heading} />
              </h3>
              <p>
                <HeldText held={heldAtClosing} field="text" now={text} />
              </p>
            </section>
          ))}
        </details>
      )}
      {pact.targets.length > 0 && (
        <>
          <h3>{say('targets')}</h3>
          <ul>
            {pact.targets.map(({ ordinal, indicator, member, raw, unit, heldAtClosing }) => (
              <li key={ordinal}>
                {`${format.text(indicator.name)}, `}
                {member ? <HeldMember member={member} /> : say('wholeBloc')}
                {': '}
                <span lang="vi">{figureOf(heldAtClosing ?? { raw, unit })}</span>
                {heldAtClosing && <Edited now={figureOf({ raw, unit })} />}
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

const figureOf = ({ raw, unit }: { readonly raw: string | null; readonly unit: string | null }): string =>
  [raw, unit].filter(Boolean).join(' ');
