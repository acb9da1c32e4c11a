import { useEffect, useState } from 'react';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { Link } from '../page/Link';
import { usePath } from '../page/path';
import { Shell } from '../page/Shell';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import styles from './guide.module.css';
import { type Reader, readers, readGuide } from './guides';
import { guideWords } from './words';

/** `/guide` leads to the guides, `/guide/<reader>` is one of them: two pages of A4, to be read here or printed. */
export function GuidePage() {
  const say = useWords(guideWords);
  const [, , given = ''] = usePath().split('/');
  const reader = readers.find((each) => each === given);
  return (
    <Shell title={reader ? say(reader) : say('title')} live={false} tools={reader && <PrintButton />}>
      {reader ? <Guide key={reader} reader={reader} /> : <Choice />}
      {reader && (
        <p className={styles.others}>
          <Link href="/guide">{say('others')}</Link>
        </p>
      )}
    </Shell>
  );
}

function PrintButton() {
  const say = useWords(guideWords);
  return (
    <Button rank="quiet" onClick={() => print()}>
      {say('print')}
    </Button>
  );
}

function Choice() {
  const say = useWords(guideWords);
  return (
    <>
      <h1>{say('title')}</h1>
      <p>{say('about')}</p>
      <ul className={styles.choice}>
        {readers.map((each) => (
          <li key={each}>
            <Link href={`/guide/${each}`}>{say(each)}</Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Guide({ reader }: { readonly reader: Reader }) {
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const [html, setHtml] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    readGuide(reader, language).then(
      (text) => wanted && setHtml(text),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [reader, language]);
  if (failed) {
    return (
      <Notice kind="bad" alert>
        {sayPage('unreachable')}
      </Notice>
    );
  }
  if (html === null) return <p role="status">{sayPage('loading')}</p>;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own text, made into HTML when the pages were built
  return <article className={styles.guide} dangerouslySetInnerHTML={{ __html: html }} />;
}
