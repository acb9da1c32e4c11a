import { type OnStage, onStage } from './on-stage';
import type { ConferenceNow } from './use-conference';

/** What the big screens show: what the desk has chosen, or what is on. */
export type HallStage = OnStage | { readonly kind: 'results' | 'ranks' | 'agenda' | 'speakers' | 'text' | 'break' };

type Known = Parameters<typeof onStage>[0] &
  Pick<ConferenceNow, 'hall'> & { readonly speakers: readonly { readonly state: string }[] };

const plain = {
  RESULTS: 'results',
  RANKS: 'ranks',
  AGENDA: 'agenda',
  SPEAKERS: 'speakers',
  TEXT: 'text',
  BREAK: 'break',
} as const;

/**
 * What the big screens show. The server says whether what was chosen still stands (`Conference.hall`); a wall without a
 * pact is what is on. Who speaks takes the place of a bare item. `nowMs` is the server's time, in milliseconds since 1970.
 */
export function hallStage(conference: Known, nowMs: number): HallStage {
  const { hall, pact, polls, speakers } = conference;
  const automatic = onStage(conference, nowMs);
  switch (hall.scene) {
    case 'AUTOMATIC': {
      const speaking = speakers.some(({ state }) => state === 'SPEAKING');
      return speaking && (automatic.kind === 'item' || automatic.kind === 'nothing') ? { kind: 'speakers' } : automatic;
    }
    case 'WALL':
      return pact && pact.state !== 'DRAFT'
        ? { kind: 'pact', id: pact.id, over: pact.state === 'IN_FORCE' }
        : automatic;
    case 'POLLS': {
      const [first, ...others] = hall.polls;
      if (!first) return automatic;
      if (others.length > 0) return { kind: 'polls', ids: hall.polls.map(({ id }) => id) };
      return { kind: 'poll', id: first.id, over: polls.find(({ id }) => id === first.id)?.state !== 'OPEN' };
    }
    default:
      return { kind: plain[hall.scene] };
  }
}
