import { standingText } from '../../poll/standing-text';
import { pollWords } from '../../poll/words';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskPoll } from '../conference';
import { pollsWords } from './words';

/** Fewer are seen at once as they are. */
const fewest = 4;

/** All votes by number, a line each, that lead to their cards. */
export function PollOverview({ polls }: { readonly polls: readonly DeskPoll[] }) {
  const say = useWords(pollsWords);
  const sayPoll = useWords(pollWords);
  const format = useFormat();
  if (polls.length < fewest) return null;
  return (
    <table className={styles.overview} data-testid="overview">
      <caption>{say('overview', { count: polls.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{say('overviewVote')}</th>
          <th scope="col">{say('overviewCast')}</th>
          <th scope="col">{say('overviewState')}</th>
        </tr>
      </thead>
      <tbody>
        {polls
          .toSorted((a, b) => a.ordinal - b.ordinal)
          .map((poll) => (
            <tr key={poll.id} data-state={poll.state}>
              <td>
                <a href={`#poll-${poll.ordinal}`} lang={format.langOf(poll.question)}>
                  {`${poll.ordinal}. ${format.text(poll.question)}`}
                </a>
              </td>
              <td>{poll.state === 'DRAFT' ? '' : `${poll.tally.cast}/${poll.tally.electors}`}</td>
              <td>
                {poll.state === 'CLOSED'
                  ? standingText(sayPoll, format, { ...poll, tally: { ...poll.tally, decided: null, missing: null } })
                  : say(poll.state)}
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
