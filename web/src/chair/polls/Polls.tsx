import { useWords } from '../../words/use-words';
import type { DeskProps } from '../conference';
import { inOrder } from './in-order';
import { NewPolls } from './NewPolls';
import { PollCard } from './PollCard';
import { PollOverview } from './PollOverview';
import { pollsWords } from './words';

/**
 * All votes of the conference: the last result first, what is open, then what is to come. New ones are made below them, in a place that
 * never moves: a browser closes a dialog that is moved.
 */
export function Polls(props: DeskProps) {
  const say = useWords(pollsWords);
  const polls = inOrder(props.conference.polls);
  return (
    <section>
      <h2>{say('title')}</h2>
      {polls.length === 0 && <p>{say('empty')}</p>}
      <PollOverview polls={polls} />
      {polls.map((poll) => (
        <PollCard key={poll.id} {...props} poll={poll} />
      ))}
      {props.conference.state !== 'CLOSED' && <NewPolls {...props} />}
    </section>
  );
}
