import { useState } from 'react';
import { useAct } from '../../act/use-act';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { CheckInDocument, CheckOutDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskConference } from '../conference';
import { DelegateActs } from './DelegateActs';
import type { DeskDelegate } from './use-delegates';
import { attendanceWords } from './words';

interface DelegateRowProps {
  readonly delegate: DeskDelegate;
  readonly conference: Pick<DeskConference, 'id' | 'name'>;
  readonly online: boolean;
  readonly over: boolean;
  /** Everybody of the same member. */
  readonly colleagues: readonly DeskDelegate[];
}

export function DelegateRow({ delegate, conference, online, over, colleagues }: DelegateRowProps) {
  const say = useWords(attendanceWords);
  const format = useFormat();
  const checkIn = useAct(CheckInDocument);
  const checkOut = useAct(CheckOutDocument);
  const { id: conferenceId } = conference;
  const { id: delegateId, present, mayVote, maySign, proxyFor, authorisation, withdrawnAt } = delegate;
  const [changing, setChanging] = useState(false);
  const posts = delegate.posts.map(({ title }) => format.text(title)).join('; ');
  const name = format.text(delegate.name);
  const fault = checkIn.fault ?? checkOut.fault;
  const state = [
    say(present ? 'present' : withdrawnAt ? 'away' : 'absent'),
    proxyFor &&
      say(authorisation ? 'proxyBy' : 'proxyFor', {
        name: format.text(proxyFor.name),
        paper: authorisation?.paper ?? '',
      }),
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
        {posts && <p className={styles.soft}>{posts}</p>}
        {changing && <DelegateActs delegate={delegate} conference={conference} colleagues={colleagues} />}
        {fault && (
          <Notice kind="bad" alert>
            {fault}
          </Notice>
        )}
      </div>
      {!over && (
        <Button
          rank="quiet"
          aria-label={say('moreOf', { name })}
          aria-expanded={changing}
          onClick={() => setChanging(!changing)}
        >
          {say('more')}
        </Button>
      )}
      {!over &&
        !withdrawnAt &&
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
