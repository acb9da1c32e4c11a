import { useState } from 'react';
import { adviceOn } from '../../act/advice';
import { newKey } from '../../bytes/new-key';
import { refusalCode } from '../../connection/refusal-text';
import { useConnection } from '../../connection/use-connection';
import { pageWords } from '../../page/words';
import { useLanguage } from '../../words/language';
import { useWords } from '../../words/use-words';
import { SetScoreTableDocument } from './scores.documents';

/** What is wrong with a place of a file. */
interface FileProblem {
  readonly path: string;
  readonly line?: number;
  readonly value: string | null;
  readonly problem: { readonly vi: string; readonly en: string };
  readonly cure: { readonly vi: string; readonly en: string };
}

export interface TableFile {
  readonly busy: boolean;
  readonly fault: string | null;
  readonly problems: readonly FileProblem[];
  /** Which version of which year was set last. */
  readonly done: { readonly version: number; readonly year: number } | null;
  send(text: string): Promise<void>;
}

/** Gives a bloc the score table of a file; everything that is wrong with it is told at once. */
export function useTableFile(blocId: string): TableFile {
  const { client } = useConnection();
  const language = useLanguage();
  const sayPage = useWords(pageWords);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Omit<TableFile, 'busy' | 'send'>>(nothing);
  return {
    ...told,
    busy,
    async send(text) {
      setBusy(true);
      setTold(nothing);
      const input = { blocId, text, idempotencyKey: newKey() };
      const { data, error } = await client.mutation(SetScoreTableDocument, { input }).toPromise();
      setBusy(false);
      if (!error) return setTold({ ...nothing, done: data?.setScoreTable.table ?? null });
      const { facts } = (error.graphQLErrors[0]?.extensions ?? {}) as { facts?: { problems?: unknown } };
      const isListed = refusalCode(error) === 'FILE_INVALID' && Array.isArray(facts?.problems);
      if (isListed) setTold({ ...nothing, problems: facts?.problems as readonly FileProblem[] });
      else setTold({ ...nothing, fault: adviceOn(error, language) ?? sayPage('unreachable') });
    },
  };
}

const nothing = { fault: null, problems: [], done: null } as const;
