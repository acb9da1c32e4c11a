import { useEffect, useState } from 'react';
import { Notice } from '../look/Notice';
import { useWords } from '../words/use-words';
import { checkWords } from './check-words';
import { compareLines, type Differences } from './compare-lines';
import type { Paper } from './paper';
import { type Seal, scanMeans } from './seal';

interface FileCheckProps {
  readonly paper: Paper;
  readonly seal: Seal;
  /** Of the file that is checked. */
  readonly lines: readonly string[];
}

/** What a file says otherwise than the record: compared with the file that would be made of the record now. */
export function FileCheck({ paper, seal, lines }: FileCheckProps) {
  const say = useWords(checkWords);
  const found = useDifferences({ paper, seal, lines });
  if (!found) return <p role="status">{say('checking')}</p>;
  const count = Math.max(found.missing.length, found.added.length);
  if (count === 0) return <Notice kind="good">{say('fileSame')}</Notice>;
  return (
    <Notice kind="bad" alert>
      <p>{say('fileDiffers', { count })}</p>
      <Lines name={say('missing')} lines={found.missing} />
      <Lines name={say('added')} lines={found.added} />
    </Notice>
  );
}

function useDifferences({ paper, seal, lines }: FileCheckProps): Differences | null {
  const [found, setFound] = useState<Differences | null>(null);
  useEffect(() => {
    let wanted = true;
    const compare = async () => {
      const [{ docxOf }, { readDocx }] = await Promise.all([import('./docx-file'), import('./read-docx')]);
      const made = await docxOf(paper, { seal, qr: null });
      const record = readDocx(new Uint8Array(await made.arrayBuffer())).lines;
      if (wanted)
        setFound(
          compareLines(
            record,
            lines.filter((line) => line !== scanMeans),
          ),
        );
    };
    void compare();
    return () => {
      wanted = false;
    };
  }, [paper, seal, lines]);
  return found;
}

function Lines({ name, lines }: { readonly name: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <p>{name}</p>
      <ul lang="vi">
        {[...new Set(lines)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
