import type { CombinedError } from '@urql/core';
import { useEffect, useState } from 'react';
import { refusalText } from '../connection/refusal-text';
import { useConnection } from '../connection/use-connection';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { Link } from '../page/Link';
import { usePath } from '../page/path';
import { Shell } from '../page/Shell';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import { PaperView } from './PaperView';
import type { Paper, PaperKind } from './paper';
import styles from './paper.module.css';
import { makePaper, paperKinds } from './papers/all';
import { type ConferenceRecord, readRecord } from './read-record';
import { paperWords } from './words';

/** `/paper/<conference>` leads to the papers of a conference, `/paper/<conference>/<kind>` is one, to print or to take to Word. */
export function PaperPage() {
  const say = useWords(paperWords);
  const [, , slug = '', given = ''] = usePath().split('/').map(decodeURIComponent);
  const kind = paperKinds.find((each) => each === given);
  const { record, error } = useRecord(slug);
  const paper = kind && record ? makePaper[kind](record) : null;
  return (
    <Shell title={kind ? say(kind) : say('title')} live={false} tools={paper && <Tools paper={paper} slug={slug} />}>
      <Missing record={record} error={error} />
      {record && !kind && <Choice record={record} />}
      {record && kind && (paper ? <PaperView paper={paper} /> : <p>{say('noPact')}</p>)}
      {record && kind && (
        <p className={styles.others}>
          <Link href={`/paper/${slug}`}>{say('all')}</Link>
        </p>
      )}
    </Shell>
  );
}

interface Reading {
  /** Undefined while it is read, null where there is none to be seen. */
  readonly record?: ConferenceRecord | null | undefined;
  readonly error?: CombinedError | undefined;
}

function useRecord(slug: string): Reading {
  const { client } = useConnection();
  const [reading, setReading] = useState<Reading>({});
  useEffect(() => {
    let wanted = true;
    setReading({});
    readRecord(client, slug).then(
      (record) => wanted && setReading({ record }),
      (error: CombinedError) => wanted && setReading({ error }),
    );
    return () => {
      wanted = false;
    };
  }, [client, slug]);
  return reading;
}

function Missing({ record, error }: Reading) {
  const say = useWords(paperWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  if (error) {
    return (
      <Notice kind="bad" alert>
        {refusalText(error, language)}
      </Notice>
    );
  }
  if (record === undefined) return <p role="status">{sayPage('loading')}</p>;
  return record === null ? <p>{say('notFound')}</p> : null;
}

function Choice({ record }: { readonly record: ConferenceRecord }) {
  const say = useWords(paperWords);
  return (
    <>
      <h1>{say('title')}</h1>
      <p lang="vi">{record.name.vi}</p>
      <p>{say('about')}</p>
      <ul className={styles.choice}>
        {paperKinds
          .filter((kind) => kind !== 'pact' || record.pact)
          .map((kind) => (
            <li key={kind}>
              <Link href={`/paper/${record.slug}/${kind}`}>{say(kind)}</Link>
            </li>
          ))}
      </ul>
      <p className={styles.others}>
        <a href={`/conference/${record.slug}`}>{say('conference')}</a>
      </p>
    </>
  );
}

function Tools({ paper, slug }: { readonly paper: Paper; readonly slug: string }) {
  const say = useWords(paperWords);
  const [state, setState] = useState<'idle' | 'making' | 'failed'>('idle');
  const make = async () => {
    setState('making');
    try {
      // Large, and wanted by few.
      const { docxOf } = await import('./docx-file');
      save(await docxOf(paper), `${fileNames[paper.kind]}-${slug}.docx`);
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      <Button rank="quiet" onClick={() => print()}>
        {say('print')}
      </Button>
      <Button rank="quiet" disabled={state === 'making'} onClick={() => void make()}>
        {say(state === 'making' ? 'making' : 'word')}
      </Button>
      {state === 'failed' && (
        <Notice kind="bad" alert>
          {say('failed')}
        </Notice>
      )}
    </>
  );
}

/** Names of files without marks, which some mail programs still break. */
const fileNames: Readonly<Record<PaperKind, string>> = {
  minutes: 'bien-ban-hoi-nghi',
  counting: 'bien-ban-kiem-phieu',
  submission: 'to-trinh',
  nominees: 'danh-sach-de-nghi',
  pact: 'giao-uoc',
  delegates: 'danh-sach-dai-bieu',
};

function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
