import type { PollNow } from '../poll/use-poll';
import type { Say } from '../words/use-words';
import type { liveWords } from './words';

/** With so few votes or fewer, a secret ballot says how little it can hide. */
const few = 12;

/** Who can learn how one votes, in a few sentences. */
export function secrecyText(
  say: Say<(typeof liveWords)['vi']>,
  { secrecy, tally: { electors, floor } }: PollNow['poll'],
): string {
  if (secrecy === 'NAMED') return say('namedWhy');
  const parts = [say('secretWhy'), electors <= few && say('secretFewWhy', { electors })];
  return [...parts, floor && say('secretFloorWhy', { floor })].filter(Boolean).join(' ');
}
