import type { CombinedError } from '@urql/core';
import { useState } from 'react';
import { useMutation } from 'urql';
import { refusalText } from '../connection/refusal-text';
import type { Me, Session } from '../connection/use-session';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { CheckInDocument } from './live.documents';
import styles from './live.module.css';
import { liveWords } from './words';

interface PresenceProps {
  readonly me: Me;
  readonly conferenceId: string;
  /** Whether the conference is in session. */
  readonly open: boolean;
  readonly session: Session;
}

/** Who the delegate is, whether they are in the hall, and the way in. */
export function Presence({ me, conferenceId, open, session }: PresenceProps) {
  const say = useWords(liveWords);
  const sayPage = useWords(pageWords);
  const format = useFormat();
  const language = useLanguage();
  const [{ fetching }, checkIn] = useMutation(CheckInDocument);
  const [fault, setFault] = useState<CombinedError | null>(null);
  const { delegate } = me;
  if (!delegate) return null;
  const { member, name, present } = delegate;
  const come = async () => {
    const { error } = await checkIn({ conferenceId });
    setFault(error ?? null);
    session.refresh();
  };
  return (
    <div className={styles.presence}>
      <p>
        <span>{say(member ? 'signedInAs' : 'signedInAsGuest', { name: format.text(name) })}</span>
        {member && <span>{say('ofMember', { member: format.text(member.shortName) })}</span>}
        <strong role="status" className={present ? styles.good : styles.warn}>
          {say(present ? 'present' : 'absent')}
        </strong>
      </p>
      {!present && open && (
        <>
          <p>{say('absentWhy')}</p>
          <Button rank="main" wide busy={fetching} onClick={() => void come()}>
            {say('checkIn')}
          </Button>
        </>
      )}
      {fault && !present && (
        <Notice kind="bad" alert>
          {refusalText(fault, language) ?? sayPage('unreachable')}
        </Notice>
      )}
    </div>
  );
}
