import type { ConferenceNow } from './use-conference';

type Known = Pick<ConferenceNow['polls'][number], 'state' | 'ordinal' | 'opensAt'>;

/** The vote that opens by itself before all others; null where none does. */
export function nextToOpen<Poll extends Known>(polls: readonly Poll[]): (Poll & { readonly opensAt: string }) | null {
  const planned = polls.flatMap((poll) =>
    poll.state === 'DRAFT' && poll.opensAt ? [{ ...poll, opensAt: poll.opensAt }] : [],
  );
  const [first] = planned.sort((a, b) => a.opensAt.localeCompare(b.opensAt) || a.ordinal - b.ordinal);
  return first ?? null;
}
