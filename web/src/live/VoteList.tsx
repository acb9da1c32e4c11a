import unseen from '../look/unseen.module.css';
import type { PollNow } from '../poll/use-poll';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './live.module.css';
import { liveWords } from './words';

/** An open vote as its card knows it. */
export interface VoteAtHand {
  readonly question: PollNow['poll']['question'];
  /** Whether the delegate has a vote in it; true until that is known. */
  readonly mine: boolean;
  /** Whether the delegate has nothing more to do in it. */
  readonly done: boolean;
}

interface VoteListProps {
  readonly polls: readonly { readonly id: string; readonly ordinal: number }[];
  /** What is known of each by now, by id. */
  readonly known: ReadonlyMap<string, VoteAtHand>;
}

/** Several open votes at a glance: in how many of their own the delegate has voted, and the way to each. */
export function VoteList({ polls, known }: VoteListProps) {
  const say = useWords(liveWords);
  const format = useFormat();
  const isDone = ({ id }: { readonly id: string }) => known.get(id)?.done ?? false;
  const mine = polls.filter(({ id }) => known.get(id)?.mine ?? true);
  const count = mine.filter(isDone).length;
  return (
    <nav className={styles.votes} aria-label={say('votesOpen', { count: polls.length })}>
      {mine.length > 0 && <p role="status">{say('votesDone', { count, of: mine.length })}</p>}
      <ol>
        {polls.map((poll) => {
          const question = known.get(poll.id)?.question;
          return (
            <li key={poll.id}>
              <a href={`#poll-${poll.id}`}>
                <span aria-hidden="true">{isDone(poll) ? '✓' : poll.ordinal}</span>
                {question && <span lang={format.langOf(question)}>{format.text(question)}</span>}
                <span className={unseen.unseen}>{say(isDone(poll) ? 'voteDone' : 'voteLeft')}</span>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
