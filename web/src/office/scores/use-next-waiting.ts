import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Shelf } from './shelf';
import type { Line } from './table-tree';

interface Asked {
  /** What holds the lines. */
  readonly root: RefObject<HTMLElement | null>;
  /** All that may be entered, in the order of the table. */
  readonly entered: readonly Line[];
  readonly shelf: Shelf;
  onShelf(shelf: Shelf): void;
  /** Changes whenever the lines do. */
  readonly leaves: object | null;
}

/**
 * The way to the next line that waits for this role: below the one that has the focus or had it last, from the last to the
 * first. A line that is reviewed leaves those that wait; whoever was on it is then on the next one.
 */
export function useNextWaiting({ root, entered, shelf, onShelf, leaves }: Asked): () => void {
  const order = useMemo(() => new Map(entered.map(({ key }, index) => [key, index])), [entered]);
  const last = useRef(-1);
  const wanted = useRef(false);
  const placeOf = (element: Element | null | undefined) =>
    order.get((element?.closest('[data-leaf]') as HTMLElement | null | undefined)?.dataset.leaf ?? '');
  const go = (block: ScrollLogicalPosition) => {
    const all = [...(root.current?.querySelectorAll<HTMLElement>('[data-waiting="own"]') ?? [])];
    const from = placeOf(document.activeElement) ?? last.current;
    const next = all.find((each) => (placeOf(each) ?? -1) > from) ?? all[0];
    wanted.current = !next;
    if (!next) return;
    last.current = placeOf(next) ?? -1;
    next.scrollIntoView({ block });
    next.focus({ preventScroll: true });
  };
  useEffect(() => {
    const held = root.current;
    const note = ({ target }: FocusEvent) => {
      last.current = placeOf(target as Element) ?? last.current;
    };
    held?.addEventListener('focusin', note);
    return () => held?.removeEventListener('focusin', note);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines are when to look
  useEffect(() => {
    if (wanted.current) go('center');
    else if (shelf === 'waiting' && last.current >= 0 && document.activeElement === document.body) go('nearest');
  }, [shelf, leaves]);
  return () => {
    if (shelf !== 'gaps') return go('center');
    wanted.current = true;
    onShelf('waiting');
  };
}
