import { useEffect, useMemo, useRef, useState } from 'react';
import { useAct } from '../../act/use-act';
import { type Draft, type DraftFault, draftOf, emptyDraft, readDraft } from './entry-draft';
import { EnterScoresDocument, type ScoreEntryInput } from './scores.documents';
import type { ScoreTree } from './table-tree';
import type { MemberLeaves } from './use-member-leaves';
import { useTyped } from './use-typed';

/** Entries of one request, which holds 64 KiB at most; none has more than 2,000 letters of evidence. */
const most = { entries: 100, letters: 20_000 };
/** What is typed is sent once nothing more was typed for so long, in milliseconds. */
const restMs = 1_000;

export interface Entering {
  draft(key: string): Draft;
  fault(key: string): DraftFault | null;
  /** Changes what stands in the fields of one line. */
  type(key: string, change: Partial<Draft>): void;
  /** Puts drafts in the place of what stands; they can be taken back at once. */
  put(drafts: ReadonlyMap<string, Draft>): void;
  /** Takes the last `put` back; null where there was none. */
  readonly undo: (() => void) | null;
  /** Lines that are typed and not with the server, those with faults among them. */
  readonly unsaved: number;
  readonly faults: readonly string[];
  readonly busy: boolean;
  /** Why the last try failed; null where it did not. */
  readonly failure: string | null;
  save(): Promise<void>;
}

interface Asked {
  readonly named: { readonly blocId: string; readonly memberId: string; readonly year: number };
  readonly tree: ScoreTree;
  readonly decimals: number;
  readonly held: MemberLeaves;
  /** Whether the stage lets the officer enter. */
  readonly isOpen: boolean;
  /** Writes an exact decimal in the reader's way. */
  shown(number: string): string;
}

/** What an officer types, saved in batches a moment after it was typed. What the server has not acknowledged stays in the fields. */
export function useEntering({ named, tree, decimals, held, isOpen, shown }: Asked): Entering {
  const [before, setBefore] = useState<ReadonlyMap<string, Draft> | null>(null);
  const saved = useMemo(
    () => new Map(tree.entered.map((line) => [line.key, draftOf(line, held.leaves?.get(line.key)?.self, shown)])),
    [tree, held.leaves, shown],
  );
  const typed = useTyped(saved, held.at);
  const draft = (key: string): Draft => typed.drafts.get(key) ?? saved.get(key) ?? emptyDraft;
  const waiting = typed.changed.flatMap((key) => {
    const line = tree.byKey.get(key);
    return line ? [{ key, own: draft(key), read: readDraft(line, decimals, draft(key)) }] : [];
  });
  const faults = new Map(waiting.flatMap(({ key, read }) => ('fault' in read ? [[key, read.fault] as const] : [])));
  const ready = waiting.flatMap(({ key, own, read }) => ('entry' in read ? [{ key, own, entry: read.entry }] : []));
  const sender = useSender(named, isOpen ? ready : [], typed.acknowledge);
  useLeaveGuard(waiting.length > 0);
  const put = (drafts: ReadonlyMap<string, Draft>) => {
    sender.forget();
    typed.put(drafts);
  };
  return {
    draft,
    fault: (key) => faults.get(key) ?? null,
    type: (key, change) => put(new Map([[key, { ...draft(key), ...change }]])),
    put(drafts) {
      setBefore(new Map([...drafts.keys()].map((key) => [key, draft(key)])));
      put(drafts);
    },
    undo:
      before &&
      (() => {
        put(before);
        setBefore(null);
      }),
    unsaved: waiting.length,
    faults: [...faults.keys()],
    busy: sender.busy,
    failure: sender.failure,
    save: sender.save,
  };
}

interface Ready {
  readonly key: string;
  readonly own: Draft;
  readonly entry: ScoreEntryInput;
}

/** Sends what is ready once nothing more becomes so for a moment, and when the page part is left. */
function useSender(
  named: Asked['named'],
  ready: readonly Ready[],
  acknowledge: (drafts: ReadonlyMap<string, Draft>, at: number) => void,
) {
  const act = useAct(EnterScoresDocument);
  const sending = useRef(false);
  const save = async () => {
    if (sending.current) return;
    sending.current = true;
    for (const batch of batches(ready)) {
      const answer = await act.ask({ ...named, entries: batch.map(({ entry }) => entry) });
      if (!answer) break;
      acknowledge(new Map(batch.map(({ key, own }) => [key, own])), answer.enterScores.receipt.sequence);
    }
    sending.current = false;
  };
  const latest = useRef(save);
  latest.current = save;
  const what = JSON.stringify(ready.map(({ entry }) => entry));
  // Another letter begins the wait anew; after a failure it is for the officer to press, or to type on.
  useEffect(() => {
    if (what === '[]' || act.busy || act.fault) return;
    const timer = setTimeout(() => void latest.current(), restMs);
    return () => clearTimeout(timer);
  }, [what, act.busy, act.fault]);
  useEffect(() => () => void latest.current(), []);
  return { busy: act.busy, failure: act.fault, save, forget: act.forget };
}

/** In requests that the server takes. */
function batches(ready: readonly Ready[]): readonly (readonly Ready[])[] {
  const all: Ready[][] = [];
  let letters = 0;
  for (const each of ready) {
    const own = JSON.stringify(each.entry).length;
    const last = all.at(-1);
    const fits = last && last.length < most.entries && letters + own <= most.letters;
    if (fits) last.push(each);
    else all.push([each]);
    letters = fits ? letters + own : own;
  }
  return all;
}

/** The browser asks before it leaves what is not saved. */
function useLeaveGuard(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [isUnsaved]);
}
