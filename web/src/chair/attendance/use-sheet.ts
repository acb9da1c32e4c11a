import { useState } from 'react';
import { useAct } from '../../act/use-act';
import { base64Of } from '../../bytes/sheet-file';
import { useWords } from '../../words/use-words';
import { ImportDelegatesDocument, type ImportDelegatesMutation } from '../acts.documents';
import { sheetWords } from './sheet-words';

export type SheetReport = ImportDelegatesMutation['importDelegates']['report'];

/** A list as it was given: a file or text. */
type Given = { readonly file: string; readonly text: null } | { readonly file: null; readonly text: string };

export interface Sheet {
  readonly busy: boolean;
  readonly fault: string | null;
  /** What the list would do; null before one was read. */
  readonly report: SheetReport | null;
  /** What was brought in last. */
  readonly done: SheetReport | null;
  readFile(file: File): Promise<void>;
  readText(text: string): Promise<void>;
  /** Brings in what was looked at. */
  apply(reason: string): Promise<void>;
}

/** A list of delegates from a spreadsheet: read, looked at, then brought in. */
export function useSheet(conferenceId: string): Sheet {
  const say = useWords(sheetWords);
  const act = useAct(ImportDelegatesDocument);
  const [given, setGiven] = useState<Given | null>(null);
  const [report, setReport] = useState<SheetReport | null>(null);
  const [done, setDone] = useState<SheetReport | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const look = async (list: Given) => {
    setUnreadable(false);
    setReport(null);
    setDone(null);
    const data = await act.ask({ conferenceId, ...list, dryRun: true, reason: null });
    setGiven(list);
    setReport(data?.importDelegates.report ?? null);
  };
  return {
    ...{ busy: act.busy, fault: unreadable ? say('unreadable') : act.fault, report, done },
    async readFile(file) {
      let bytes: string;
      try {
        bytes = await base64Of(file);
      } catch {
        setReport(null);
        setUnreadable(true);
        return;
      }
      await look({ file: bytes, text: null });
    },
    readText: (text) => look({ file: null, text }),
    async apply(reason) {
      if (!given) return;
      const data = await act.ask({ conferenceId, ...given, dryRun: false, reason: reason || null });
      if (!data) return;
      setReport(null);
      setDone(data.importDelegates.report);
    },
  };
}
