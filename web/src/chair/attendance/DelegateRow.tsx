import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { CheckInDocument, CheckOutDocument } from '../acts.documents';
import styles from '../chair.module.css';
import { useAct } from '../use-act';
import type { DeskDelegate } from './use-delegates';
import { attendanceWords } from './words';

interface DelegateRowProps {
  readonly delegate: DeskDelegate;
  readonly conferenceId: string;
  readonly online: boolean;
  readonly over: boolean;
}

export function DelegateRow({ delegate, conferenceId, online, over }: DelegateRowProps) {
  const say = useWords(attendanceWords);
  const format = useFormat();
  const checkIn = useAct(CheckInDocument);
  const checkOut = useAct(CheckOutDocument);
  const { id: delegateId, present, mayVote, maySign } = delegate;
  const name = format.text(delegate.name);
  const fault = checkIn.fault ?? checkOut.fault;
  const state = [
    say(present ? 'present' : 'absent'),
    mayVote && say('votes'),
    maySign && say('signs'),
    online && say('online'),
  ];
  return (
    <li className={styles.row}>
      <div>
        <strong lang={format.langOf(delegate.name)}>{name}</strong>
        <p className={present ? styles.good : styles.soft}>
          <span className={styles.tick} aria-hidden="true">
            {present ? '✓' : '–'}
          </span>
          {state.filter(Boolean).join(' · ')}
        </p>
        {fault && (
          <Notice kind="bad" alert>
            {fault}
          </Notice>
        )}
      </div>
      {!over &&
        (present ? (
          <Button
            rank="quiet"
            busy={checkOut.busy}
            aria-label={say('outOf', { name })}
            onClick={() => void checkOut.run({ conferenceId, delegateId })}
          >
            {say('out')}
          </Button>
        ) : (
          <Button
            rank="main"
            busy={checkIn.busy}
            aria-label={say('inOf', { name })}
            onClick={() => void checkIn.run({ conferenceId, delegateId })}
          >
            {say('in')}
          </Button>
        ))}
    </li>
  );
}
