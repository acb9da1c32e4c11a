import type { PollNow } from '../poll/use-poll';
import type { Say } from '../words/use-words';
import type { liveWords } from './words';

/** With so few votes or fewer, a secret ballot says how little it can hide. */
const few = 12;

/** Who can learn how one votes, in one sentence. */
export function secrecyText(
  say: Say<(typeof liveWords)['vi']>,
  { secrecy, liveTally }: Pick<PollNow['poll'], 'secrecy' | 'liveTally'>,
  electors: number,
): string {
  if (secrecy === 'NAMED') return say('namedWhy');
  if (liveTally) return say('secretLiveWhy');
  return electors <= few ? say('secretFewWhy', { electors }) : say('secretWhy');
}
