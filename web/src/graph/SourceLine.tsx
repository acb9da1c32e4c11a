import { useWords } from '../words/use-words';
import styles from './graph.module.css';
import { graphWords } from './words';

export interface Source {
  readonly title: string;
  readonly publisher: string | null;
  readonly publishedRaw: string | null;
  readonly url: string | null;
}

/** Where a fact was read. Titles stay in the language of the source. */
export function SourceLine({ source }: { readonly source: Source | null }) {
  const say = useWords(graphWords);
  if (!source) return <p className={styles.soft}>{say('sourceUnknown')}</p>;
  const { title, publisher, publishedRaw, url } = source;
  const more = [publisher, publishedRaw && say('published', { at: publishedRaw })].filter(Boolean).join(', ');
  return (
    <p className={styles.soft}>
      {`${say('source')}: `}
      {url ? (
        <a href={url} rel="noreferrer external" lang="vi">
          {title}
        </a>
      ) : (
        <span lang="vi">{title}</span>
      )}
      {more && ` (${more})`}
    </p>
  );
}
