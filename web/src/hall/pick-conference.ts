import type { ToShowFragment } from './hall.documents';

/**
 * Which conference the screen shows, of those in session and then the others, newest first: a real one in session, else
 * a rehearsal that runs, of several the one opened last; else the one shown until now, else the newest. Null where
 * there is none.
 */
export function pickConference(listed: readonly ToShowFragment[], shownId: string | null): string | null {
  const inSession = (nature: ToShowFragment['nature']) =>
    listed
      .filter((each) => each.nature === nature && each.state === 'OPEN')
      .sort((a, b) => (b.openedAt ?? '').localeCompare(a.openedAt ?? ''))[0];
  const running = inSession('LIVE') ?? inSession('REHEARSAL');
  const shown = listed.find(({ id }) => id === shownId);
  const newest = listed.find(({ nature }) => nature !== 'REHEARSAL') ?? listed[0];
  return (running ?? shown ?? newest)?.id ?? null;
}
