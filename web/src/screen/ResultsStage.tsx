import { useLive } from '../connection/use-live';
import { standingText } from '../poll/standing-text';
import { pollWords } from '../poll/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { HallPollsDocument } from './screen.documents';
import styles from './screen.module.css';
import { screenWords } from './words';

/** More lines would be too small to be read from far: the last ones are shown. */
const mostLines = 14;

/** What all polls came to, the last ones of a long list. */
export function ResultsStage({ conferenceId }: { readonly conferenceId: string }) {
  const say = useWords(screenWords);
  const sayPoll = useWords(pollWords);
  const format = useFormat();
  const all = useLive(HallPollsDocument, { conferenceId }).data?.conferenceChanged.conference.polls.nodes;
  if (!all) return null;
  const closed = all.filter(({ state }) => state === 'CLOSED');
  const shown = closed.slice(-mostLines);
  return (
    <>
      <p className={styles.kicker}>
        <strong>{say('results')}</strong>
        {shown.length < closed.length && <span>{say('lastResults', { count: shown.length, all: closed.length })}</span>}
      </p>
      {closed.length === 0 && <h2 className={styles.big}>{say('noResults')}</h2>}
      <ol
        className={styles.results}
        data-testid="results"
        data-many={shown.length > 6 ? 'very' : shown.length > 4 ? '' : undefined}
      >
        {shown.map((poll) => (
          <li key={poll.id} data-result={poll.ordinal}>
            <span className={styles.ordinal}>{format.number(poll.ordinal)}</span>
            <span className={styles.asked} lang={format.langOf(poll.question)}>
              {format.text(poll.question)}
            </span>
            <strong data-outcome={poll.tally.outcome ?? undefined}>{standingText(sayPoll, format, poll)}</strong>
          </li>
        ))}
      </ol>
    </>
  );
}
