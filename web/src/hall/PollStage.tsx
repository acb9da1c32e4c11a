import { Countdown } from '../poll/Countdown';
import { span } from '../poll/span';
import { TallyBoard } from '../poll/TallyBoard';
import { usePoll } from '../poll/use-poll';
import { pollWords } from '../poll/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './hall.module.css';
import { hallWords } from './words';

/** A poll on the big screen, while it is open and what it came to; how long it has been open by the server's clock. */
export function PollStage({ pollId, nowMs }: { readonly pollId: string; readonly nowMs: number }) {
  const say = useWords(hallWords);
  const sayPoll = useWords(pollWords);
  const format = useFormat();
  const now = usePoll(pollId);
  if (!now) return null;
  const { question, ordinal, state, openedAt, dueAt } = now.poll;
  return (
    <>
      <p className={styles.kicker}>
        <span>{sayPoll('number', { ordinal })}</span>
        <strong>{sayPoll(state === 'OPEN' ? 'running' : state === 'VOID' ? 'setAside' : 'result')}</strong>
        {state === 'OPEN' && dueAt && <Countdown dueAt={dueAt} />}
        {state === 'OPEN' && openedAt && !dueAt && (
          <span>{say('elapsed', { time: span(nowMs - new Date(openedAt).getTime()) })}</span>
        )}
      </p>
      <h2 className={styles.question} lang={format.langOf(question)}>
        {format.text(question)}
      </h2>
      <TallyBoard now={now} />
    </>
  );
}
