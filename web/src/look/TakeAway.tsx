import { type RefObject, useState } from 'react';
import type { TableFormat } from '../bytes/table-file';
import { useWords } from '../words/use-words';
import { Button } from './Button';
import { readTable } from './read-table';
import styles from './table.module.css';
import { tableWords } from './table-words';

interface TakeAwayProps {
  readonly caption: string;
  readonly table: RefObject<HTMLTableElement | null>;
}

const formats: readonly TableFormat[] = ['XLSX', 'CSV', 'JSON'];

/** Hands a table to the browser as a file, as it is shown. */
export function TakeAway({ caption, table }: TakeAwayProps) {
  const say = useWords(tableWords);
  const [failed, setFailed] = useState(false);
  const take = async (format: TableFormat) => {
    if (!table.current) return;
    try {
      // Wanted by few.
      const [{ tableFile }, { saveFile }] = await Promise.all([
        import('../bytes/table-file'),
        import('../bytes/save-file'),
      ]);
      const read = readTable(table.current, caption, (heading) => say('exact', { heading }));
      saveFile(tableFile(read, format), `${fileName(caption)}.${format.toLowerCase()}`);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <details className={styles.take}>
      <summary aria-label={say('takeOf', { caption })}>{say('take')}</summary>
      {formats.map((format) => (
        <Button key={format} rank="quiet" onClick={() => void take(format)}>
          {say(format)}
        </Button>
      ))}
      {failed && <p role="alert">{say('failed')}</p>}
    </details>
  );
}

/** `Kết quả năm 2022` → `ket-qua-nam-2022`: without marks, which some mail programs still break. */
const fileName = (caption: string): string =>
  caption
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'bang';
