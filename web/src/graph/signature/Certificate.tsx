import { type ReactNode, useState } from 'react';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { QrCode } from '../../look/QrCode';
import { Link } from '../../page/Link';
import { publicAddress } from '../../page/public-address';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from './certificate.module.css';
import { type CertifiedSignature, useChecked } from './use-checked';
import { certificateWords } from './words';

/** One signature with all that proves it, on one sheet of A4 when it is printed. */
export function Certificate({ signature }: { readonly signature: CertifiedSignature }) {
  const say = useWords(certificateWords);
  const format = useFormat();
  const { pact, entry, withdrawnAt, withdrawalReason } = signature;
  const { conference } = pact;
  return (
    <article className={styles.certificate}>
      <p>
        <Link href={`/conference/${conference.slug}`} lang={format.langOf(conference.name)}>
          {format.text(conference.name)}
        </Link>
      </p>
      <h1>{say('title')}</h1>
      {withdrawnAt && (
        <Notice kind="bad">
          {say('withdrawn', {
            at: say('moment', { date: format.date(withdrawnAt), time: format.zonedTime(withdrawnAt) }),
            reason: withdrawalReason ?? '',
          })}
        </Notice>
      )}
      <Facts signature={signature} />
      <Checked signature={signature} />
      {entry && <Code slug={conference.slug} sequence={entry.sequence} digest={entry.digest} />}
      <p className={styles.print}>
        <Button onClick={() => print()}>{say('print')}</Button>
      </p>
    </article>
  );
}

function Facts({ signature }: { readonly signature: CertifiedSignature }) {
  const say = useWords(certificateWords);
  const format = useFormat();
  const { pact, member, signerName, authorisation, signedAt, textHash, entry } = signature;
  const versions = pact.versions.length;
  const version = pact.versions.findLast((each) => each.textHash === textHash)?.number;
  const party = pact.board.slots.find((slot) => slot.member.id === member.id)?.officialName ?? member.officialName;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('pact'), `${format.text(pact.title)} (${pact.year})`],
    [
      say('text'),
      <>
        {version !== undefined && say('version', { version, versions })} <code>{textHash}</code>
      </>,
    ],
    [say('party'), format.text(party)],
    [say('signer'), signerName ? format.text(signerName) : '–'],
    [say('mandate'), authorisation === null ? say('own') : say('byPaper', { paper: authorisation })],
    [say('when'), signedAt ? say('moment', { date: format.date(signedAt), time: format.zonedTime(signedAt) }) : '–'],
    [say('how'), <How key="how" signature={signature} />],
    [
      say('log'),
      <>
        {entry && say('logAt', { sequence: format.number(entry.sequence) })} <code>{entry?.digest}</code>
      </>,
    ],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

function How({ signature: { method, scanHash, note, confirmation } }: { readonly signature: CertifiedSignature }) {
  const say = useWords(certificateWords);
  const format = useFormat();
  if (method !== 'PAPER') return say('onDevice');
  return (
    <>
      {say('onPaper')} <code>{scanHash}</code>
      {note && <p>{note}</p>}
      {confirmation && (
        <p>
          {say('entered', {
            asked: confirmation.askedBy,
            confirmed: confirmation.confirmedBy,
            at: say('moment', {
              date: format.date(confirmation.confirmedAt),
              time: format.zonedTime(confirmation.confirmedAt),
            }),
          })}
        </p>
      )}
    </>
  );
}

/** Text and entry, hashed again in this browser. */
function Checked({ signature }: { readonly signature: CertifiedSignature }) {
  const say = useWords(certificateWords);
  const checked = useChecked(signature);
  if (checked === null) return <Notice>{say('checking')}</Notice>;
  return <Notice kind={checked ? 'good' : 'bad'}>{say(checked ? 'same' : 'differs')}</Notice>;
}

interface CodeProps {
  readonly slug: string;
  readonly sequence: number;
  readonly digest: string;
}

/** Leads to the page of the conference, which looks whether the log still holds the entry by this digest. */
function Code({ slug, sequence, digest }: CodeProps) {
  const say = useWords(certificateWords);
  const [origin] = useState(publicAddress);
  const path = `/conference/${slug}#log=${sequence}-${digest}`;
  return (
    <div className={styles.check}>
      {origin && <QrCode className={styles.qr} text={`${origin}${path}`} label={say('code')} />}
      <p>
        <a href={path}>{say('check')}</a> {say(origin ? 'scan' : 'noCode')}
      </p>
    </div>
  );
}
