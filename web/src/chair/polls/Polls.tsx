import { useWords } from '../../words/use-words';
import type { DeskProps } from '../conference';
import { NewPolls } from './NewPolls';
import { PollCard } from './PollCard';
import { pollsWords } from './words';

const rank = { OPEN: 0, DRAFT: 1, CLOSED: 2, VOID: 3 } as const;

/**
 * All votes of the conference: what is open first, then what is to come. New ones are made below them, in a place that
 * never moves: a browser closes a dialog that is moved.
 */
export function Polls(props: DeskProps) {
  const say = useWords(pollsWords);
  const polls = [...props.conference.polls].sort((a, b) => rank[a.state] - rank[b.state] || a.ordinal - b.ordinal);
  return (
    <section>
      <h2>{say('title')}</h2>
      {polls.length === 0 && <p>{say('empty')}</p>}
      {polls.map((poll) => (
        <PollCard key={poll.id} {...props} poll={poll} />
      ))}
      {props.conference.state !== 'CLOSED' && <NewPolls {...props} />}
    </section>
  );
}
