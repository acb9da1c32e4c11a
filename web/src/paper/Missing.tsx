import { refusalText } from '../connection/refusal-text';
import { Notice } from '../look/Notice';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import type { Reading } from './use-record';
import { paperWords } from './words';

/** What is said in the place of a record that is not there, or not yet. */
export function Missing({ record, error }: Reading) {
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
