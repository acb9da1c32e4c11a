import type { CombinedError } from '@urql/core';
import { useRef, useState } from 'react';
import { adviceOn } from '../act/advice';
import { newKey } from '../bytes/new-key';
import { refusalCode } from '../connection/refusal-text';
import { useConnection } from '../connection/use-connection';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import { type Draft, type DraftFile, fileOf } from './draft';
import { keep } from './kept';
import { beyondOf, missingIn, type Problem, problemsOf } from './problems';
import { ImportConferenceDocument, SetupBlocTakenDocument } from './setup.documents';
import { setupWords } from './words';

export interface Setup {
  readonly draft: Draft;
  /** The file as it would be sent. */
  readonly file: DraftFile;
  readonly busy: boolean;
  /** What is wrong with the file by the last look at it, all of it at once. */
  readonly problems: readonly Problem[];
  /** What went wrong otherwise; null when nothing did. */
  readonly fault: string | null;
  /** What became of the last saving; null before one. */
  readonly saved: 'SAVED' | 'NOTHING_NEW' | null;
  change(with_: (file: DraftFile) => DraftFile): void;
  /** Has the server look at the file, or keep it once it was kept before. @returns the problems */
  look(): Promise<readonly Problem[]>;
  /** Saves it as a planned conference. @returns true once it is there */
  save(): Promise<boolean>;
}

/** What is being prepared: on the page and on this device at each change, on the server when it is saved. */
export function useSetup(first: Draft): Setup {
  const { client } = useConnection();
  const language = useLanguage();
  const say = useWords(setupWords);
  const sayPage = useWords(pageWords);
  const [draft, setDraft] = useState(first);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const [saved, setSaved] = useState<Setup['saved']>(null);
  const keys = useRef(new Map<string, string>());
  const put = (next: Draft) => {
    setDraft(next);
    keep(next);
  };
  const defaultName = nameOfConference(draft.file, say);
  const file = fileOf(draft, defaultName);
  const faultOf = (error: CombinedError): string => {
    const beyond = beyondOf(error);
    if (beyond.length > 0)
      return say('beyond', { parts: beyond.map((part) => say(`beyond.${part}` as 'beyond.bloc')).join(', ') });
    if (['FILE_CONFLICT', 'CONFERENCE_STATE'].includes(refusalCode(error) ?? '')) return say('conflict');
    return adviceOn(error, language) ?? sayPage('unreachable');
  };
  const send = async (sent: DraftFile, dryRun: boolean) => {
    const text = JSON.stringify(sent);
    const idempotencyKey = keys.current.get(text) ?? newKey();
    keys.current.set(text, idempotencyKey);
    setBusy(true);
    setFault(null);
    const input = { text, dryRun, idempotencyKey: dryRun ? null : idempotencyKey, reason: null };
    const { data, error } = await client.mutation(ImportConferenceDocument, { input }).toPromise();
    setBusy(false);
    if (!error?.networkError) keys.current.delete(text);
    const told = error && problemsOf(error);
    if (error && !told) setFault(faultOf(error));
    return { done: data?.importConference ?? null, told: told ?? [] };
  };
  /** A new bloc must not take the slug, and with it the place, of another. */
  const withFreeSlug = async (): Promise<DraftFile> => {
    if (draft.isKnownBloc || draft.stored) return file;
    for (let n = 1; ; n += 1) {
      const slug = n === 1 ? file.bloc.slug : `${file.bloc.slug}-${n}`;
      const { data } = await client
        .query(SetupBlocTakenDocument, { slug }, { requestPolicy: 'network-only' })
        .toPromise();
      if (data?.bloc) continue;
      return fileOf({ ...draft, file: { ...draft.file, bloc: { ...draft.file.bloc, slug } } }, defaultName);
    }
  };
  const run = async (dryRun: boolean) => {
    const sent = await withFreeSlug();
    const missing = missingIn(sent);
    const { done, told } = await send(sent, dryRun || missing.length > 0);
    const all = [...missing, ...told.filter(({ path }) => !missing.some((own) => own.path.startsWith(path)))];
    setProblems(all);
    const isSaved = done !== null && !dryRun && missing.length === 0;
    if (isSaved) {
      setSaved(done.receipt ? 'SAVED' : 'NOTHING_NEW');
      put({ ...draft, file: sent, stored: sent });
    }
    return { all, isSaved };
  };
  return {
    ...{ draft, file, busy, problems, fault, saved },
    change(with_) {
      setSaved(null);
      put({ ...draft, file: with_(draft.file) });
    },
    look: async () => (await run(draft.stored === null)).all,
    save: async () => (await run(false)).isSaved,
  };
}

/** The usual name of the conference of these years. */
function nameOfConference(
  { conference: { kind, closes, opens, reviews } }: DraftFile,
  say: ReturnType<typeof useWords<(typeof setupWords)['vi']>>,
): string {
  if (kind === 'MIDYEAR') return say('defaultReview', { year: reviews ?? '' });
  return say('defaultName', { closes: closes ?? '', opens: opens ?? '' });
}
