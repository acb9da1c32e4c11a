import { useLive } from '../connection/use-live';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { PollVotersDocument } from './poll.documents';
import { pollWords } from './words';

/** Names of those who voted, in the order of the members of the bloc, by the code of what they chose; blank ballots under `''`. */
export type Voters = ReadonlyMap<string, readonly string[]>;

interface Asked {
  readonly id: string;
  readonly secrecy: string;
  readonly state: string;
  readonly tally: { readonly shown: boolean };
}

/** Whether it may be said of a poll who voted what: a recorded vote whose counts are shown, and that was not set aside. */
export function saysWhoVoted({ secrecy, state, tally }: Asked): boolean {
  return secrecy === 'NAMED' && tally.shown && (state === 'OPEN' || state === 'CLOSED');
}

/**
 * Who voted what in a recorded vote; null before it is known, and of a poll that does not say so.
 * @param withWho whether it names who asked and who confirmed a vote by hand, for which a big screen has no room
 */
export function useVoters(poll: Asked | null, withWho = false): Voters | null {
  const format = useFormat();
  const say = useWords(pollWords);
  const asked = poll && saysWhoVoted(poll) ? { pollId: poll.id } : null;
  const lines = useLive(PollVotersDocument, asked).data?.pollTally.poll.ballots.nodes;
  if (!lines) return null;
  const markOf = (name: string, byHand: (typeof lines)[number]['byHand']) =>
    byHand && withWho ? say('handVoteBy', { name, ...byHand }) : say('byHandMark', { name });
  const voters = new Map<string, string[]>();
  for (const { choices, member, delegate, method, byHand } of lines) {
    const elector = delegate?.name ?? member?.shortName;
    if (!elector) continue;
    const name = format.text(elector);
    const marked = method === 'SESSION' ? name : markOf(name, byHand);
    for (const code of choices.length > 0 ? choices : ['']) {
      const names = voters.get(code) ?? [];
      voters.set(code, [...names, marked]);
    }
  }
  return voters;
}
