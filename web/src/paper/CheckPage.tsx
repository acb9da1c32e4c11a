import { useEffect, useMemo, useState } from 'react';
import { Field } from '../look/Field';
import { Notice } from '../look/Notice';
import { Shell } from '../page/Shell';
import { useWords } from '../words/use-words';
import { shownPaper } from './adopted';
import { checkWords } from './check-words';
import { FileCheck } from './FileCheck';
import { Missing } from './Missing';
import { PaperView } from './PaperView';
import type { Paper } from './paper';
import { makePaper } from './papers/all';
import type { ConferenceRecord } from './read-record';
import { readSeal, type Seal, shortDigest } from './seal';
import { useRecord } from './use-record';
import { useSeal } from './use-seal';

/** What is to be checked: the seal of a paper, and its lines where it came as a file. */
interface Given {
  readonly seal: Seal;
  readonly lines: readonly string[] | null;
}

/** `/check`: whether a paper says what the record of its conference says. Its code comes in the address, in a file, or by hand. */
export function CheckPage() {
  const say = useWords(checkWords);
  const [given, setGiven] = useState<Given | null>(addressed);
  useEffect(() => {
    const read = () => setGiven(addressed());
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return (
    <Shell title={say('title')} live={false}>
      <h1>{say('title')}</h1>
      <p>{say('about')}</p>
      <Ask onGiven={setGiven} />
      {given && <Answer key={`${given.seal.digest} ${given.lines?.length ?? ''}`} given={given} />}
    </Shell>
  );
}

function addressed(): Given | null {
  const seal = readSeal(location.hash);
  return seal && { seal, lines: null };
}

function Ask({ onGiven }: { readonly onGiven: (given: Given | null) => void }) {
  const say = useWords(checkWords);
  const [fault, setFault] = useState<'fileFault' | 'fileUnknown' | null>(null);
  const [code, setCode] = useState('');
  const open = async (file: File | undefined) => {
    onGiven(null);
    setFault(null);
    if (!file) return;
    try {
      const { readDocx } = await import('./read-docx');
      const { code: found, lines } = readDocx(new Uint8Array(await file.arrayBuffer()));
      const seal = found === null ? null : readSeal(found);
      if (seal) onGiven({ seal, lines });
      else setFault('fileUnknown');
    } catch {
      setFault('fileFault');
    }
  };
  const type = (text: string) => {
    setCode(text);
    const seal = readSeal(text);
    if (seal) onGiven({ seal, lines: null });
  };
  return (
    <>
      <Field
        type="file"
        accept=".docx"
        label={say('file')}
        fault={fault && say(fault)}
        onChange={(event) => void open(event.currentTarget.files?.[0])}
      />
      <Field
        label={say('code')}
        value={code}
        fault={code.trim() && !readSeal(code) ? say('codeFault') : null}
        onChange={(event) => type(event.target.value)}
      />
    </>
  );
}

function Answer({ given }: { readonly given: Given }) {
  const say = useWords(checkWords);
  const { record, error } = useRecord(given.seal.slug);
  const paper = useMemo(() => (record ? meant(record, given.seal) : null), [given, record]);
  const now = useSeal(record, paper);
  if (!record) return <Missing record={record} error={error} />;
  if (!paper) return <Notice kind="bad">{say('none')}</Notice>;
  if (!now) return <p role="status">{say('checking')}</p>;
  return (
    <>
      <Verdict seal={given.seal} now={now} />
      {given.lines && <FileCheck paper={paper} seal={now} lines={given.lines} />}
      <OfRecord paper={paper} />
    </>
  );
}

/** The paper that was adopted where it is that one; else as the record says now. */
function meant(record: ConferenceRecord, { kind, digest }: Seal): Paper | null {
  const { paper, adoption } = shownPaper(record, kind);
  return adoption?.digest === digest ? paper : makePaper[kind](record);
}

/** Whether the record says now what it said when the paper was made. */
function Verdict({ seal, now }: { readonly seal: Seal; readonly now: Seal }) {
  const say = useWords(checkWords);
  const { sequence } = seal;
  const digits = <p>{say('digits', { digits: shortDigest(seal) })}</p>;
  if (seal.digest === now.digest) {
    return (
      <Notice kind="good" alert>
        {say('same', { sequence })}
        {digits}
      </Notice>
    );
  }
  const isOlder = sequence < now.sequence;
  return (
    <Notice kind={isOlder ? 'warn' : 'bad'} alert>
      {isOlder ? say('since', { sequence, now: now.sequence }) : say('differs')}
      {digits}
    </Notice>
  );
}

function OfRecord({ paper }: { readonly paper: Paper }) {
  const say = useWords(checkWords);
  return (
    <section aria-label={say('record')}>
      <h2>{say('record')}</h2>
      <PaperView paper={paper} seal={null} />
    </section>
  );
}
