import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './graph.module.css';
import { graphWords } from './words';

interface Flag {
  readonly code: string;
  readonly raw: string;
  readonly reason: { readonly vi: string; readonly en: string | null };
  readonly suggestion: string | null;
}

/** What looks wrong in a printed fact, and why. The fact beside it stays as printed. */
export function Flags({ flags }: { readonly flags: readonly Flag[] }) {
  const say = useWords(graphWords);
  const format = useFormat();
  return flags.map(({ code, raw, reason, suggestion }) => (
    <p key={code + raw} className={styles.flag}>
      <strong>{say('flag')}</strong>{' '}
      {[say('flagOn', { raw, reason: format.text(reason) }), suggestion && say('suggestion', { text: suggestion })]
        .filter(Boolean)
        .join(' ')}
    </p>
  ));
}
