import type { Format } from '../words/use-format';
import type { Say } from '../words/use-words';
import type { graphWords } from './words';

interface Settled {
  readonly method: 'CONSENSUS' | 'POLL' | null;
  readonly poll: {
    readonly tally: {
      readonly shown: boolean;
      readonly options: readonly {
        readonly votes: number | null;
        readonly option: { readonly label: { readonly vi: string; readonly en: string | null } };
      }[];
    };
  } | null;
}

/** How a proposal was settled: counts where there was a vote, and plainly none where the record says consensus. */
export function settledBy(say: Say<typeof graphWords.vi>, format: Format, { method, poll }: Settled): string {
  if (method === 'CONSENSUS') return say('consensus');
  if (method !== 'POLL' || !poll?.tally.shown) return say('notSettled');
  const votes = poll.tally.options.map(({ option, votes }) => `${format.text(option.label)} ${votes ?? '–'}`);
  return say('byPoll', { votes: votes.join(', ') });
}
