import { ActButton } from '../act/ActButton';
import { hashBytes } from '../bytes/hash-text';
import { useSession } from '../connection/use-session';
import { Field } from '../look/Field';
import { Notice } from '../look/Notice';
import { TextArea } from '../look/TextArea';
import { useFields } from '../look/use-fields';
import { useFormatIn } from '../words/use-format';
import { useWords } from '../words/use-words';
import { adoptWords } from './adopt-words';
import { type Adoption, contentOf } from './adopted';
import { type AdoptableKind, draftMark, type Paper } from './paper';
import { AdoptPaperDocument, RecordSignedPaperDocument } from './paper.documents';
import styles from './paper.module.css';
import { makePaper } from './papers/all';
import type { ConferenceRecord } from './read-record';
import { digestOf, groupsOf } from './seal';
import { longDate } from './vietnamese';

interface AdoptProps {
  readonly record: ConferenceRecord;
  readonly kind: AdoptableKind;
  readonly adoption: Adoption | null;
  onDone(): void;
}

const kindWords = { minutes: 'MINUTES', counting: 'COUNTING', submission: 'SUBMISSION', nominees: 'NOMINEES' } as const;

/** Whether the paper was adopted, and for the desk the acts: the chair adopts it, the desk records the signed file. */
export function Adopt({ record, kind, adoption, onDone }: AdoptProps) {
  const { me } = useSession();
  const isHere = me?.role === 'ADMINISTRATOR' || me?.conference?.id === record.id;
  const isOpen = record.nature !== 'RECORD' && record.state !== 'PLANNED';
  return (
    <div className={styles.tools}>
      {adoption && <Adopted record={record} adoption={adoption} />}
      {isHere && isOpen && (me.role === 'ADMINISTRATOR' || me.role === 'CHAIR') && (
        <AdoptAct record={record} kind={kind} again={adoption !== null} onDone={onDone} />
      )}
      {isHere && adoption && (me.role === 'CHAIR' || me.role === 'SECRETARY' || me.role === 'ADMINISTRATOR') && (
        <SignedAct record={record} kind={kind} digest={adoption.digest} onDone={onDone} />
      )}
    </div>
  );
}

function Adopted({ record, adoption }: { readonly record: ConferenceRecord; readonly adoption: Adoption }) {
  const say = useWords(adoptWords);
  const format = useFormatIn(record.timeZone);
  const { number, adoptedAt, digest, scanHash } = adoption;
  const when = `${format.time(adoptedAt)} ${format.date(adoptedAt)}`;
  return (
    <Notice kind="good">
      <p>{say(number ? 'adoptedAs' : 'adopted', { number: number ?? '', when, digits: groupsOf(digest) })}</p>
      <p>{scanHash ? say('signed', { digits: groupsOf(scanHash) }) : say('notSigned')}</p>
    </Notice>
  );
}

interface ActProps {
  readonly record: ConferenceRecord;
  readonly kind: AdoptableKind;
  onDone(): void;
}

function AdoptAct({ record, kind, again, onDone }: ActProps & { readonly again: boolean }) {
  const say = useWords(adoptWords);
  const { field, onOpen } = useFields();
  const [number, setNumber] = field('number', '');
  const [datedOn, setDatedOn] = field('datedOn', '');
  const [reason, setReason] = field('reason', '');
  const [digest, setDigest] = field('digest', '');
  const paper = makePaper[kind](record);
  if (!paper) return null;
  const kept = asAdopted(paper, record, { number: number.trim(), datedOn });
  const ready = digest !== '' && (!again || reason.trim().length >= 3);
  return (
    <ActButton
      onOpen={() => {
        onOpen();
        void digestOf(paper).then(setDigest);
      }}
      label={say(again ? 'adoptAgain' : 'adopt')}
      rank="plain"
      title={say('adoptTitle')}
      confirm={say('adoptDo')}
      document={AdoptPaperDocument}
      input={
        ready
          ? {
              ...{ conferenceId: record.id, kind: kindWords[kind], content: contentOf(kept), digest },
              ...{ number: number.trim() || null, datedOn: datedOn || null, reason: again ? reason.trim() : null },
            }
          : null
      }
      done={say('done')}
      onDone={onDone}
    >
      <p>{say('adoptMeans')}</p>
      <Field label={say('number')} value={number} maxLength={100} onChange={(event) => setNumber(event.target.value)} />
      <Field type="date" label={say('datedOn')} value={datedOn} onChange={(event) => setDatedOn(event.target.value)} />
      {again && (
        <TextArea
          label={say('reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={2000}
          required
        />
      )}
    </ActButton>
  );
}

/** With the number and the date that the office gave it, and no draft any more. */
function asAdopted(paper: Paper, record: ConferenceRecord, given: { number: string; datedOn: string }): Paper {
  const { placeAndDate, number, mark } = paper;
  const [place = ''] = placeAndDate.split(', ngày');
  return {
    ...paper,
    number: given.number && number !== null ? `Số: ${given.number}` : number,
    placeAndDate: given.datedOn ? `${place}, ${longDate(given.datedOn, record.timeZone)}` : placeAndDate,
    mark: mark === draftMark ? null : mark,
  };
}

function SignedAct({ record, kind, digest, onDone }: ActProps & { readonly digest: string }) {
  const say = useWords(adoptWords);
  const { field, onOpen } = useFields();
  const [scanHash, setScanHash] = field('scanHash', '');
  const hash = async (file: File | undefined) => {
    setScanHash('');
    if (file) setScanHash(await hashBytes(new Uint8Array(await file.arrayBuffer())));
  };
  return (
    <ActButton
      onOpen={onOpen}
      label={say('sign')}
      rank="plain"
      title={say('signTitle')}
      confirm={say('signDo')}
      document={RecordSignedPaperDocument}
      input={scanHash ? { conferenceId: record.id, kind: kindWords[kind], digest, scanHash } : null}
      done={say('signDone')}
      onDone={onDone}
    >
      <p>{say('signMeans')}</p>
      <Field
        type="file"
        label={say('file')}
        hint={scanHash}
        onChange={(event) => void hash(event.currentTarget.files?.[0])}
      />
    </ActButton>
  );
}
