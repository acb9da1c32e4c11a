import type { Format } from '../words/use-format';
import type { Say } from '../words/use-words';
import type { GraphProposal } from './bloc/pick';
import type { graphWords } from './words';

interface Settled {
  readonly state: GraphProposal['state'];
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

/** How far a proposal has come and how it was settled; what still waits for the conference is not settled in any way. */
export function stateOf(say: Say<typeof graphWords.vi>, format: Format, proposal: Settled): string {
  const { state } = proposal;
  return state === 'NOMINATED' ? say(state) : `${say(state)} (${settledBy(say, format, proposal)})`;
}

/** Counts where there was a vote here; plainly none where the record says consensus, or a vote without its counts. */
function settledBy(say: Say<typeof graphWords.vi>, format: Format, { method, poll }: Settled): string {
  if (method === 'CONSENSUS') return say('consensus');
  if (method === 'POLL' && !poll) return say('byUncountedPoll');
  if (method !== 'POLL' || !poll?.tally.shown) return say('notSettled');
  const votes = poll.tally.options.map(({ option, votes }) => `${format.text(option.label)} ${votes ?? '–'}`);
  return say('byPoll', { votes: votes.join(', ') });
}
