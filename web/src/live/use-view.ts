import { useEffect, useState } from 'react';

export const views = ['now', 'mine', 'documents'] as const;
export type View = (typeof views)[number];

/** The part of the page in its address: `/live`, `/live/mine`, `/live/documents`; the browser's back goes back. */
export function useView(): readonly [View, (view: View) => void] {
  const [view, setView] = useState(viewOf);
  useEffect(() => {
    const look = () => setView(viewOf());
    addEventListener('popstate', look);
    return () => removeEventListener('popstate', look);
  }, []);
  return [
    view,
    (next) => {
      history.pushState(null, '', pathOf(next));
      setView(next);
      scrollTo(0, 0);
    },
  ];
}

export function pathOf(view: View): string {
  return view === 'now' ? '/live' : `/live/${view}`;
}

function viewOf(): View {
  return views.find((view) => pathOf(view) === location.pathname) ?? 'now';
}
