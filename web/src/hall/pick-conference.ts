import type { ToShowFragment } from './hall.documents';

type Known = Pick<ToShowFragment, 'id' | 'nature' | 'state' | 'openedAt'>;

/**
 * Which conference the screen shows, of those in session and then the others, newest first: a real one in session, else
 * a rehearsal that runs, of several the one opened last; else the one shown until now, unless it is a rehearsal that has
 * ended; else the newest. Null where there is none.
 */
export function pickConference(listed: readonly Known[], shownId: string | null): string | null {
  const inSession = (nature: Known['nature']) =>
    listed
      .filter((each) => each.nature === nature && each.state === 'OPEN')
      .sort((a, b) => (b.openedAt ?? '').localeCompare(a.openedAt ?? ''))[0];
  const running = inSession('LIVE') ?? inSession('REHEARSAL');
  const shown = listed.find(
    ({ id, nature, state }) => id === shownId && !(nature === 'REHEARSAL' && state === 'CLOSED'),
  );
  const newest = listed.find(({ nature }) => nature !== 'REHEARSAL') ?? listed[0];
  return (running ?? shown ?? newest)?.id ?? null;
}

/**
 * The real conferences in session of which somebody has to choose one: several, and none of them is shown already. By the
 * time they were opened.
 */
export function choicesOf<Each extends Known>(inSession: readonly Each[], shownId: string | null): readonly Each[] {
  const live = inSession.filter(({ nature, state }) => nature === 'LIVE' && state === 'OPEN');
  if (live.length < 2 || live.some(({ id }) => id === shownId)) return [];
  return live.toSorted((a, b) => (a.openedAt ?? '').localeCompare(b.openedAt ?? ''));
}

/** Whether the one shown is a real conference in session: then it stays, whatever else is opened. */
export function staysShown(inSession: readonly Known[], shownId: string | null): boolean {
  return inSession.some(({ id, nature, state }) => id === shownId && nature === 'LIVE' && state === 'OPEN');
}
