import { useWords } from '../../words/use-words';
import { ActButton } from '../ActButton';
import { CloseConferenceDocument, OpenConferenceDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { mayRun } from '../rights';
import { chairWords } from '../words';
import { agendaWords } from './words';

/** Opening and closing the conference; each says what it means before it does it. */
export function OpenOrClose({ conference, role }: DeskProps) {
  const say = useWords(agendaWords);
  const sayChair = useWords(chairWords);
  const { id: conferenceId, state, attendance, agenda, polls, pact } = conference;
  if (state === 'CLOSED') return <p>{sayChair('over')}</p>;
  if (!mayRun(role, 'openConference')) return <p>{say('secretaryWaits')}</p>;
  if (state === 'PLANNED') {
    return (
      <div className={styles.acts}>
        <ActButton
          // A key of its own: a question that stands open must never turn into the other one.
          key="open"
          label={say('open')}
          rank="main"
          title={say('openTitle')}
          confirm={say('open')}
          document={OpenConferenceDocument}
          input={{ conferenceId }}
          done={say('opened')}
        >
          <p>{say('openMeans')}</p>
          <p>{say('openPresent', { present: attendance.present, delegates: attendance.delegates })}</p>
        </ActButton>
      </div>
    );
  }
  const left = agenda.filter((item) => item.state !== 'DONE').length;
  const open = polls.filter((poll) => poll.state === 'OPEN').length;
  const { signed, parties } = pact?.board ?? { signed: 0, parties: 0 };
  return (
    <div className={styles.acts}>
      <ActButton
        key="close"
        label={say('close')}
        title={say('closeTitle')}
        confirm={say('close')}
        document={CloseConferenceDocument}
        input={{ conferenceId }}
        done={say('closed')}
      >
        <p>{say('closeMeans')}</p>
        {left > 0 && <p>{say('closeLeft', { count: left })}</p>}
        {open > 0 && <p>{say('closePolls', { count: open })}</p>}
        {signed < parties && <p>{say('closeUnsigned', { signed, parties })}</p>}
      </ActButton>
    </div>
  );
}
