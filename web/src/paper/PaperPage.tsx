import { useMemo, useState } from 'react';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { Link } from '../page/Link';
import { usePath } from '../page/path';
import { Shell } from '../page/Shell';
import { useWords } from '../words/use-words';
import { Adopt } from './Adopt';
import { shownPaper } from './adopted';
import { Missing } from './Missing';
import { PaperView } from './PaperView';
import { isAdoptable, type Paper, paperKinds } from './paper';
import styles from './paper.module.css';
import type { ConferenceRecord } from './read-record';
import { saveDocx } from './save-docx';
import type { Seal } from './seal';
import { useRecord } from './use-record';
import { useSeal } from './use-seal';
import { paperWords } from './words';

/** `/paper/<conference>` leads to the papers of a conference, `/paper/<conference>/<kind>` is one, to print or to take to Word. */
export function PaperPage() {
  const say = useWords(paperWords);
  const [, , slug = '', given = ''] = usePath().split('/').map(decodeURIComponent);
  const kind = paperKinds.find((each) => each === given);
  const { record, error, again } = useRecord(slug);
  const shown = useMemo(() => (kind && record ? shownPaper(record, kind) : null), [kind, record]);
  const paper = shown?.paper ?? null;
  const seal = useSeal(record, paper);
  return (
    <Shell title={kind ? say(kind) : say('title')} live={false}>
      <Missing record={record} error={error} />
      {record && !kind && <Choice record={record} />}
      {paper && seal && <Tools paper={paper} seal={seal} />}
      {record && kind && isAdoptable(kind) && shown && (
        <Adopt record={record} kind={kind} adoption={shown.adoption} onDone={again} />
      )}
      {record &&
        kind &&
        (paper ? <PaperView paper={paper} seal={seal} /> : <p>{say(kind === 'scores' ? 'noScores' : 'noPact')}</p>)}
      {record && kind && (
        <p className={styles.others}>
          <Link href={`/paper/${slug}`}>{say('all')}</Link>
        </p>
      )}
    </Shell>
  );
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
          .filter((kind) => (kind === 'pact' ? record.pact : kind !== 'scores' || record.scores))
          .map((kind) => (
            <li key={kind}>
              <Link href={`/paper/${record.slug}/${kind}`}>{say(kind)}</Link>
            </li>
          ))}
      </ul>
      <p className={styles.others}>
        <a href={`/conference/${record.slug}`}>{say('conference')}</a>
      </p>
      <p className={styles.others}>
        <a href="/check">{say('check')}</a>
      </p>
    </>
  );
}

function Tools({ paper, seal }: { readonly paper: Paper; readonly seal: Seal }) {
  const say = useWords(paperWords);
  const [state, setState] = useState<'idle' | 'making' | 'failed'>('idle');
  const make = async () => {
    setState('making');
    try {
      await saveDocx(paper, seal);
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <div className={styles.tools}>
      <Button onClick={() => print()}>{say('print')}</Button>
      <Button disabled={state === 'making'} onClick={() => void make()}>
        {say(state === 'making' ? 'making' : 'word')}
      </Button>
      {state === 'failed' && (
        <Notice kind="bad" alert>
          {say('failed')}
        </Notice>
      )}
    </div>
  );
}
