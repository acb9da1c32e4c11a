import type { CombinedError } from '@urql/core';
import { refusalText } from '../connection/refusal-text';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';

/** In place of what has not come: that it is on its way, or why it is not and a way to try again. */
export function Waiting({ error }: { readonly error: CombinedError | undefined }) {
  const say = useWords(pageWords);
  const language = useLanguage();
  if (!error) return <p role="status">{say('loading')}</p>;
  return (
    <Notice kind="bad" alert>
      <p>{refusalText(error, language) ?? say('unreachable')}</p>
      <Button onClick={() => location.reload()}>{say('reload')}</Button>
    </Notice>
  );
}
