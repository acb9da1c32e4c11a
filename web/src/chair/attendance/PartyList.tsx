import { useAct } from '../../act/use-act';
import { Button } from '../../look/Button';
import { Notice } from '../../look/Notice';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { CheckInDelegatesDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskConference } from '../conference';
import type { Party } from './by-member';
import { DelegateRow } from './DelegateRow';
import type { DeskDelegate } from './use-delegates';
import { attendanceWords } from './words';

interface PartyListProps {
  readonly party: Party;
  readonly conference: Pick<DeskConference, 'id' | 'name'>;
  /** Delegates whose page is connected; null while not known. */
  readonly connected: ReadonlySet<string> | null;
  /** True when the conference is closed: nobody comes or goes any more. */
  readonly over: boolean;
  /** The whole list. */
  readonly everybody: readonly DeskDelegate[];
}

/** The delegates of one member, each with one tap, and one for all who are not there yet. */
export function PartyList({ party, conference, connected, over, everybody }: PartyListProps) {
  const say = useWords(attendanceWords);
  const format = useFormat();
  const checkIn = useAct(CheckInDelegatesDocument);
  const { member, delegates } = party;
  const name = member ? format.text(member.shortName) : say('others');
  const absent = delegates.filter((delegate) => !delegate.present && !delegate.withdrawnAt);
  const checkInAll = () => checkIn.run({ conferenceId: conference.id, delegateIds: absent.map(({ id }) => id) });
  return (
    <section>
      <div className={styles.bar}>
        <h3>{say('party', { member: name, present: delegates.length - absent.length, all: delegates.length })}</h3>
        {!over && absent.length > 1 && (
          <Button
            rank="quiet"
            busy={checkIn.busy}
            aria-label={say('allOf', { member: name })}
            onClick={() => void checkInAll()}
          >
            {say('all')}
          </Button>
        )}
      </div>
      {checkIn.fault && (
        <Notice kind="bad" alert>
          {checkIn.fault}
        </Notice>
      )}
      <ul className={styles.rows}>
        {delegates.map((delegate) => (
          <DelegateRow
            key={delegate.id}
            delegate={delegate}
            conference={conference}
            online={connected?.has(delegate.id) ?? false}
            over={over}
            colleagues={everybody.filter((each) => each.member?.id === member?.id)}
          />
        ))}
      </ul>
    </section>
  );
}
