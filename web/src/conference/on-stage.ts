import type { ConferenceNow } from './use-conference';

/** What the chair is at. `over`: it has ended, and what it came to stays until the next thing begins. */
export type OnStage =
  | { readonly kind: 'poll' | 'pact'; readonly id: string; readonly over: boolean }
  | { readonly kind: 'item' | 'planned' | 'closed' | 'nothing' };

type Known = Pick<ConferenceNow, 'state' | 'polls' | 'pact'> & {
  readonly currentItem?: { readonly startedAt?: string | null } | null;
};

/** How long what a poll came to stands before a pact that is open beside it takes the stage again, in milliseconds. */
export const resultMs = 30_000;

/**
 * What takes the stage: an open poll before an open pact before the current item of the agenda; of several open polls
 * the one opened last. `nowMs` is the server's time, in milliseconds since 1970.
 */
export function onStage({ state, polls, pact, currentItem }: Known, nowMs: number): OnStage {
  if (state === 'PLANNED') return { kind: 'planned' };
  if (state === 'CLOSED') return { kind: 'closed' };
  const open = openPolls(polls)[0];
  if (open) return { kind: 'poll', id: open.id, over: false };
  const ended = latest(
    polls.filter((poll) => poll.state !== 'DRAFT'),
    endOf,
  );
  const itemAt = at(currentItem?.startedAt);
  if (pact?.state === 'OPEN') {
    const fresh = ended && endOf(ended) > Math.max(itemAt, nowMs - resultMs);
    return fresh ? { kind: 'poll', id: ended.id, over: true } : { kind: 'pact', id: pact.id, over: false };
  }
  const pactAt = pact?.state === 'IN_FORCE' ? at(pact.inForceAt) : 0;
  const pollAt = ended ? endOf(ended) : 0;
  if (pact && pactAt > Math.max(pollAt, itemAt)) return { kind: 'pact', id: pact.id, over: true };
  if (ended && pollAt > itemAt) return { kind: 'poll', id: ended.id, over: true };
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
