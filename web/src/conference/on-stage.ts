import type { ConferenceNow } from './use-conference';

/** What the chair is at. `over`: it has ended, and what it came to stays until the next thing begins. */
export type OnStage =
  | { readonly kind: 'poll' | 'pact'; readonly id: string; readonly over: boolean }
  /** Several polls at once, those that ended just now among them, by their numbers. */
  | { readonly kind: 'polls'; readonly ids: readonly string[] }
  | { readonly kind: 'item' | 'planned' | 'closed' | 'nothing' };

type Known = Pick<ConferenceNow, 'state' | 'polls' | 'pact'> & {
  readonly currentItem?: { readonly startedAt?: string | null } | null;
};

/** How long what a poll came to stands while something else is open, in milliseconds. */
export const resultMs = 30_000;
/** How long it stands while nothing else is open; the next thing that begins takes its place at once. */
export const readOutMs = 180_000;

/**
 * What takes the stage: open polls before an open pact before the current item of the agenda. `nowMs` is the server's
 * time, in milliseconds since 1970.
 */
export function onStage({ state, polls, pact, currentItem }: Known, nowMs: number): OnStage {
  if (state === 'PLANNED') return { kind: 'planned' };
  if (state === 'CLOSED') return { kind: 'closed' };
  const running = openPolls(polls);
  const [open] = running;
  if (open) {
    const since = Math.max(at(running.at(-1)?.openedAt), nowMs - resultMs);
    const several = polls.filter((poll) => poll.state === 'OPEN' || (poll.state === 'CLOSED' && endOf(poll) > since));
    if (several.length === 1) return { kind: 'poll', id: open.id, over: false };
    return { kind: 'polls', ids: several.toSorted((a, b) => a.ordinal - b.ordinal).map(({ id }) => id) };
  }
  const ended = latest(
    polls.filter((poll) => poll.state !== 'DRAFT'),
    endOf,
  );
  const itemAt = at(currentItem?.startedAt);
  if (pact?.state === 'OPEN') {
    const fresh = ended && endOf(ended) > Math.max(itemAt, nowMs - resultMs);
    return fresh ? { kind: 'poll', id: ended.id, over: true } : { kind: 'pact', id: pact.id, over: false };
  }
  const pactAt = pact?.state === 'IN_FORCE' ? at(pact.settledAt) : 0;
  const pollAt = ended ? endOf(ended) : 0;
  if (pact && pactAt > Math.max(pollAt, itemAt)) return { kind: 'pact', id: pact.id, over: true };
  if (ended && pollAt > Math.max(itemAt, nowMs - readOutMs)) return { kind: 'poll', id: ended.id, over: true };
  return { kind: currentItem ? 'item' : 'nothing' };
}

/** The polls that take ballots, the one opened last first. */
export function openPolls<Poll extends Known['polls'][number]>(polls: readonly Poll[]): readonly Poll[] {
  return polls.filter((poll) => poll.state === 'OPEN').sort((a, b) => at(b.openedAt) - at(a.openedAt));
}

/** A poll that was set aside has no time of its own for that. */
function endOf({ openedAt, closedAt }: Known['polls'][number]): number {
  return at(closedAt ?? openedAt);
}

function at(time: string | null | undefined): number {
  return time ? new Date(time).getTime() : 0;
}

function latest<T>(list: readonly T[], timeOf: (each: T) => number): T | null {
  return list.reduce<T | null>((last, each) => (last && timeOf(last) >= timeOf(each) ? last : each), null);
}
