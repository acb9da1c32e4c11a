import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { FinishAgendaItemDocument, StartAgendaItemDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskConference } from '../conference';
import { useAct } from '../use-act';
import { agendaWords } from './words';

interface AgendaRowProps {
  readonly item: DeskConference['agenda'][number];
  readonly state: DeskConference['state'];
  /** Whether it is the one to take up now. */
  readonly next: boolean;
}

/** One item, how it stands, and the one thing to do with it. Nothing is lost by a wrong press, so it does not ask first. */
export function AgendaRow({ item, state, next }: AgendaRowProps) {
  const say = useWords(agendaWords);
  const format = useFormat();
  const start = useAct(StartAgendaItemDocument);
  const finish = useAct(FinishAgendaItemDocument);
  const on = item.state === 'CURRENT';
  const about = { ordinal: item.ordinal, title: format.text(item.title) };
  const fault = start.fault ?? finish.fault;
  const when = () => {
    if (on && item.startedAt) return say('since', { time: format.time(item.startedAt) });
    return item.finishedAt && item.state === 'DONE' ? say('doneAt', { time: format.time(item.finishedAt) }) : '';
  };
  const standing = state === 'CLOSED' && item.state === 'PENDING' ? 'SKIPPED' : item.state;
  return (
    <li className={styles.row} data-on={on} aria-current={on ? 'step' : undefined}>
      <div>
        <strong lang={format.langOf(item.title)}>{`${item.ordinal}. ${format.text(item.title)}`}</strong>
        <p className={styles.soft}>{[say(standing), when()].filter(Boolean).join(' · ')}</p>
        {fault && (
          <Notice kind="bad" alert>
            {fault}
          </Notice>
        )}
      </div>
      {state === 'OPEN' &&
        (on ? (
          <Button
            rank="main"
            busy={finish.busy}
            aria-label={say('finishOf', about)}
            onClick={() => void finish.run({ itemId: item.id })}
          >
            {say('finish')}
          </Button>
        ) : (
          <Button
            rank={next ? 'main' : item.state === 'DONE' ? 'quiet' : 'plain'}
            busy={start.busy}
            aria-label={say(item.state === 'DONE' ? 'againOf' : 'startOf', about)}
            onClick={() => void start.run({ itemId: item.id })}
          >
            {say(item.state === 'DONE' ? 'again' : 'start')}
          </Button>
        ))}
    </li>
  );
}
