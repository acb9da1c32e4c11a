import { Countdown } from '../poll/Countdown';
import { span } from '../poll/span';
import { TallyBoard } from '../poll/TallyBoard';
import { usePoll } from '../poll/use-poll';
import { useVoters } from '../poll/use-voters';
import { pollWords } from '../poll/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './screen.module.css';
import { screenWords } from './words';

/** A poll on the big screen, while it is open and what it came to; how long it has been open by the server's clock. */
export function PollStage({ pollId, nowMs }: { readonly pollId: string; readonly nowMs: number }) {
  const say = useWords(screenWords);
  const sayPoll = useWords(pollWords);
  const format = useFormat();
  const now = usePoll(pollId);
  const voters = useVoters(now?.poll ?? null);
  if (!now) return null;
  const { question, ordinal, state, openedAt, dueAt } = now.poll;
  return (
    <>
      <p className={styles.kicker}>
        <span>{sayPoll('number', { ordinal })}</span>
        <strong>{sayPoll(state === 'OPEN' ? 'running' : state === 'VOID' ? 'setAside' : 'result')}</strong>
        {state === 'OPEN' && <Countdown poll={now.poll} />}
        {state === 'OPEN' && openedAt && !dueAt && (
          <span>{say('elapsed', { time: span(nowMs - new Date(openedAt).getTime()) })}</span>
        )}
      </p>
      <h2 className={styles.question} lang={format.langOf(question)}>
        {format.text(question)}
      </h2>
      <TallyBoard now={now} voters={voters} fromFar />
    </>
  );
}
