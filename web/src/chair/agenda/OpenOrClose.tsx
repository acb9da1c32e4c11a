import { ActButton } from '../../act/ActButton';
import { useWords } from '../../words/use-words';
import { CloseConferenceDocument, OpenConferenceDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { mayRun } from '../rights';
import { chairWords } from '../words';
import { undoneOf } from './undone';
import { agendaWords } from './words';

/** Opening and closing the conference; each says what it means before it does it. */
export function OpenOrClose({ conference, role }: DeskProps) {
  const say = useWords(agendaWords);
  const sayChair = useWords(chairWords);
  const { id: conferenceId, state, attendance } = conference;
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
  const undone = undoneOf(conference);
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
        {undone.items > 0 && <p>{say('closeLeft', { count: undone.items })}</p>}
        {undone.open > 0 && <p>{say('closePolls', { count: undone.open })}</p>}
        {undone.drafts > 0 && <p>{say('closeDrafts', { count: undone.drafts })}</p>}
        {undone.proposals > 0 && <p>{say('closeProposals', { count: undone.proposals })}</p>}
        {undone.pact && <p>{undone.pact.isDraft ? say('closePactDraft') : say('closeUnsigned', undone.pact)}</p>}
      </ActButton>
    </div>
  );
}
