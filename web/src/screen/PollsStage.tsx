import { useLive } from '../connection/use-live';
import { Progress } from '../look/Progress';
import { Countdown } from '../poll/Countdown';
import { standingText } from '../poll/standing-text';
import { pollWords } from '../poll/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { HallPollsDocument, type HallPollsSubscription } from './screen.documents';
import styles from './screen.module.css';
import { screenWords } from './words';

type Poll = HallPollsSubscription['conferenceChanged']['conference']['polls']['nodes'][number];

/** More would be too small to be read from far. */
const mostBoards = 12;

interface PollsStageProps {
  readonly conferenceId: string;
  readonly ids: readonly string[];
}

/** Several polls at once, a small board each. One subscription for all: a page follows four things at most. */
export function PollsStage({ conferenceId, ids }: PollsStageProps) {
  const say = useWords(screenWords);
  const format = useFormat();
  const all = useLive(HallPollsDocument, { conferenceId }).data?.conferenceChanged.conference.polls.nodes;
  if (!all) return null;
  const polls = all.filter(({ id }) => ids.includes(id));
  const left = ids.length - Math.min(polls.length, mostBoards);
  return (
    <div className={styles.several} data-testid="polls">
      <p className={styles.kicker}>
        <strong>
          {say('severalVotes', { count: format.number(polls.filter(({ state }) => state === 'OPEN').length) })}
        </strong>
        {left > 0 && <span>{say('moreVotes', { count: format.number(left) })}</span>}
      </p>
      <ul className={styles.boards}>
        {polls.slice(0, mostBoards).map((poll) => (
          <SmallBoard key={poll.id} poll={poll} />
        ))}
      </ul>
    </div>
  );
}

function SmallBoard({ poll }: { readonly poll: Poll }) {
  const say = useWords(pollWords);
  const format = useFormat();
  const { ordinal, state, question, tally } = poll;
  const standing = standingText(say, format, poll);
  return (
    <li className={styles.small} data-board={ordinal} data-over={state === 'OPEN' ? undefined : ''}>
      <h2 lang={format.langOf(question)}>{format.text(question)}</h2>
      <p className={styles.standing}>
        {standing && <strong data-outcome={tally.outcome ?? tally.decided ?? undefined}>{standing}</strong>}
      </p>
      <Progress
        label={
          <>
            {say('number', { ordinal })} {state === 'OPEN' && <Countdown poll={poll} />}
          </>
        }
        value={tally.cast}
        max={tally.electors}
        text={`${format.number(tally.cast)}/${format.number(tally.electors)}`}
      />
    </li>
  );
}
