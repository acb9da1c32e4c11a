import { useEffect, useRef, useState } from 'react';
import { newKey } from '../bytes/new-key';
import type { Me } from '../connection/use-session';
import { Button } from '../look/Button';
import { Dialog } from '../look/Dialog';
import { Notice } from '../look/Notice';
import { SignatureWall } from '../pact/SignatureWall';
import { type PactNow, usePact } from '../pact/use-pact';
import { pageWords } from '../page/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { EntryState } from './EntryState';
import { laterWords } from './later-words';
import styles from './live.module.css';
import { PactReader } from './PactReader';
import { useEntry, useOutbox } from './use-outbox';
import { usePactText } from './use-pact-text';
import { Withdraw } from './Withdraw';
import { liveWords } from './words';

/** The pact on the phone: who has signed, the text, and the delegate's signature or why there is none. */
export function PactCard({ pactId, me }: { readonly pactId: string; readonly me: Me }) {
  const sayPage = useWords(pageWords);
  const format = useFormat();
  const now = usePact(pactId);
  return (
    <article className={styles.card} aria-labelledby={`pact-${pactId}`}>
      <h2 id={`pact-${pactId}`} className={styles.question} lang={now ? format.langOf(now.pact.title) : undefined}>
        {now ? format.text(now.pact.title) : sayPage('loading')}
      </h2>
      {now && (
        <>
          {me.delegate && <MySignature now={now} me={me} />}
          <SignatureWall now={now} />
        </>
      )}
    </article>
  );
}

function MySignature({ now, me }: { readonly now: PactNow; readonly me: Me }) {
  const say = useWords(laterWords);
  const sayLive = useWords(liveWords);
  const format = useFormat();
  const { pact } = now;
  const entry = useEntry(pact.id);
  const outbox = useOutbox()?.outbox;
  const member = me.delegate?.member ?? null;
  const slot = pact.board.slots.find((each) => each.member.id === member?.id);
  const place = useRef<HTMLDivElement>(null);
  const [sentHere, setSentHere] = useState(false);
  useEffect(() => {
    if (sentHere && entry) place.current?.focus();
  }, [sentHere, entry]);
  const signed = slot?.signature != null;
  const [withdrawnHere, setWithdrawnHere] = useState(false);
  useEffect(() => {
    if (withdrawnHere && !signed) place.current?.focus();
  }, [withdrawnHere, signed]);
  const open = pact.state === 'OPEN';
  // The wall is further than the receipt and has no signature: it was withdrawn, and may be given again.
  const withdrawn = open && !slot?.signature && entry?.receipt != null && now.sequence > entry.receipt.sequence;
  const part = () => {
    if (entry && !withdrawn) {
      return <EntryState entry={entry} again={open} onAgain={() => outbox?.discard(entry.key)} />;
    }
    if (slot?.signature) return <Notice kind="good">{say('signedFor')}</Notice>;
    if (pact.state === 'DRAFT') return null;
    // A record of the past was signed elsewhere.
    if (!open && pact.textHash === null) return null;
    if (!member) return <Notice>{sayLive('guest')}</Notice>;
    if (!slot) return <Notice>{say('notParty')}</Notice>;
    if (!me.maySign) return <Notice>{say('noSign')}</Notice>;
    if (!me.delegate?.present) return <Notice kind="warn">{say('signAbsent')}</Notice>;
    return (
      <SignForm now={now} member={member.shortName} instead={entry?.key ?? null} onSend={() => setSentHere(true)} />
    );
  };
  return (
    <div ref={place} tabIndex={-1} className={styles.part} data-testid="my-signature">
      {part()}
      {slot?.signature && slot.signature.method !== 'RECORDED' && (
        <p>
          <a className={styles.way} href={`/signature/${slot.signature.id}`}>
            {say('certificate')}
          </a>
        </p>
      )}
      {open && slot?.signature && me.maySign && (
        <Withdraw pactId={pact.id} member={format.text(slot.member.shortName)} onDone={() => setWithdrawnHere(true)} />
      )}
    </div>
  );
}

interface SignFormProps {
  readonly now: PactNow;
  readonly member: { readonly vi: string; readonly en?: string | null };
  /** A signature that was withdrawn, which this one takes the place of. */
  readonly instead: string | null;
  onSend(): void;
}

/** The text that is hashed, its hash by this browser beside the server's, and only when they are the same, the act. */
function SignForm({ now, member, instead, onSend }: SignFormProps) {
  const say = useWords(laterWords);
  const sayLive = useWords(liveWords);
  const format = useFormat();
  const outbox = useOutbox()?.outbox;
  const { pact } = now;
  const hashed = usePactText(pact.id, pact.textHash ?? null);
  const [confirming, setConfirming] = useState(false);
  const first = useRef<string | null>(null);
  first.current ??= pact.textHash ?? null;
  const changed = first.current !== pact.textHash;
  const same = hashed !== null && hashed.hash === pact.textHash;
  useEffect(() => {
    if (!same) setConfirming(false);
  }, [same]);
  const send = () => {
    if (!same) return;
    setConfirming(false);
    onSend();
    outbox?.add(
      {
        key: newKey(),
        kind: 'signature',
        subjectId: pact.id,
        title: pact.title,
        content: [hashed.hash],
        chosen: null,
        secret: false,
        receipt: null,
        refusal: null,
      },
      instead,
    );
  };
  if (!hashed) return <p aria-busy="true">{say('hashing')}</p>;
  return (
    <>
      <h3>{say('pactRead')}</h3>
      {changed && (
        <Notice kind="warn" alert>
          {say('readAgain')}
        </Notice>
      )}
      <PactReader
        canonicalText={hashed.canonicalText}
        alert={!same}
        check={
          <p>
            {say('hashHere')} <code>{hashed.hash}</code>
          </p>
        }
      />
      <Notice kind={same ? 'good' : 'bad'} alert={!same}>
        {say(same ? 'hashSame' : 'hashDiffers')}
      </Notice>
      {same && (
        <Button rank="main" wide aria-haspopup="dialog" onClick={() => setConfirming(true)}>
          {say('sign')}
        </Button>
      )}
      <Dialog
        open={confirming}
        act="SignPact"
        title={say('confirmSign')}
        onClose={() => setConfirming(false)}
        acts={
          <>
            <Button onClick={() => setConfirming(false)}>{sayLive('back')}</Button>
            <Button rank="main" onClick={send}>
              {say('sign')}
            </Button>
          </>
        }
      >
        <p lang={format.langOf(pact.title)}>
          <strong>{format.text(pact.title)}</strong>
        </p>
        <p>{say('confirmSignWhy', { member: format.text(member) })}</p>
      </Dialog>
    </>
  );
}
