import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import type { PollNow } from './use-poll';
import { pollWords } from './words';

interface TieTextProps {
  readonly tie: NonNullable<PollNow['poll']['tally']['tie']>;
  /** Labels of the options by code. */
  readonly labels: ReadonlyMap<string, PollNow['poll']['options'][number]['label']>;
}

/** What the rules ask after a tie, or how leader and deputy decided it. */
export function TieText({ tie, labels }: TieTextProps) {
  const say = useWords(pollWords);
  const format = useFormat();
  const { decision, next, options, seats } = tie;
  if (!decision) {
    const numbers = { count: format.number(options.length), seats: format.number(seats) };
    return <p data-testid="tie">{say(next === null ? 'tieNone' : nextWords[next], numbers)}</p>;
  }
  const names = decision.winners.map(({ code }) => format.text(labels.get(code) ?? { vi: code })).join(', ');
  const people = [decision.leader, decision.deputy].flatMap((person) => (person ? format.text(person.name) : []));
  return <p data-testid="tie">{say('tieDecided', { names, people: people.join(', '), reason: decision.reason })}</p>;
}

/** Only a second ballot and the leaders are ever asked next; the other criteria are counted. */
const nextWords = {
  VOTES: 'tieNone',
  SCORE: 'tieNone',
  DECREE_152_ART_4_6: 'tieNone',
  SECOND_BALLOT: 'tieSecond',
  LEADERS_DECIDE: 'tieLeaders',
} as const;
