import { useWords } from '../../words/use-words';
import type { DeskProps } from '../conference';
import { NewPolls } from './NewPolls';
import { PollCard } from './PollCard';
import { pollsWords } from './words';

const rank = { OPEN: 0, DRAFT: 1, CLOSED: 2, VOID: 3 } as const;

/** All votes of the conference: what is open first, then new ones, then what is to come and what is over. */
export function Polls(props: DeskProps) {
  const say = useWords(pollsWords);
  const polls = [...props.conference.polls].sort((a, b) => rank[a.state] - rank[b.state] || a.ordinal - b.ordinal);
  const voting = polls.filter(({ state }) => state === 'OPEN');
  const others = polls.filter(({ state }) => state !== 'OPEN');
  return (
    <section>
      <h2>{say('title')}</h2>
      {voting.map((poll) => (
        <PollCard key={poll.id} {...props} poll={poll} />
      ))}
      {props.conference.state !== 'CLOSED' && <NewPolls {...props} />}
      {polls.length === 0 && <p>{say('empty')}</p>}
      {others.map((poll) => (
        <PollCard key={poll.id} {...props} poll={poll} />
      ))}
    </section>
  );
}
