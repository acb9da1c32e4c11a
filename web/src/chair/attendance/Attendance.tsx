import { useState } from 'react';
import { ActButton } from '../../act/ActButton';
import { Button } from '../../look/Button';
import { CheckBox } from '../../look/CheckBox';
import { Field } from '../../look/Field';
import { Progress } from '../../look/Progress';
import { pageWords } from '../../page/words';
import { useWords } from '../../words/use-words';
import { CheckInAllDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { AddDelegate } from './AddDelegate';
import { byMember, holds } from './by-member';
import { ImportDelegates } from './ImportDelegates';
import { PartyList } from './PartyList';
import { sheetWords } from './sheet-words';
import { useConnected } from './use-connected';
import { useDelegates } from './use-delegates';
import { attendanceWords } from './words';

/** Who is in the hall: find somebody, one tap, and how far the quorum is. */
export function Attendance({ conference, sequence }: DeskProps) {
  const say = useWords(attendanceWords);
  const saySheet = useWords(sheetWords);
  const sayPage = useWords(pageWords);
  const [typed, setTyped] = useState('');
  const [importing, setImporting] = useState(false);
  const [absentOnly, setAbsentOnly] = useState(false);
  const delegates = useDelegates(conference.slug, sequence);
  const connected = useConnected(conference.slug);
  const { attendance } = conference;
  const matching = (delegates ?? []).filter(
    ({ name, member, present, code }) =>
      (!absentOnly || !present) && holds(`${name.vi} ${member?.shortName.vi ?? ''} ${code}`, typed),
  );
  const missing = (delegates ?? []).filter(({ present, withdrawnAt }) => !present && !withdrawnAt).length;
  const empty = delegates?.length === 0 ? say('empty') : say('nobody');
  return (
    <section>
      <h2>{say('title')}</h2>
      <Progress
        label={say('quorum')}
        value={attendance.membersPresent}
        max={attendance.members}
        threshold={attendance.quorum}
        text={say('quorumOf', {
          present: attendance.membersPresent,
          all: attendance.members,
          needed: attendance.quorum,
        })}
      />
      {conference.state !== 'CLOSED' && (
        <div className={styles.acts}>
          <AddDelegate conference={conference} />
          <Button aria-expanded={importing} onClick={() => setImporting(!importing)}>
            {saySheet('open')}
          </Button>
          {missing > 1 && (
            <ActButton
              label={say('wholeBloc')}
              title={say('wholeBlocTitle')}
              confirm={say('wholeBloc')}
              document={CheckInAllDocument}
              input={{ conferenceId: conference.id }}
              done={say('wholeBlocDone')}
            >
              <p>{say('wholeBlocMeans', { count: missing })}</p>
            </ActButton>
          )}
        </div>
      )}
      {importing && conference.state !== 'CLOSED' && (
        <ImportDelegates conference={conference} onClose={() => setImporting(false)} />
      )}
      <Field
        type="search"
        label={say('search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
      />
      <CheckBox label={say('only')} checked={absentOnly} onChange={(event) => setAbsentOnly(event.target.checked)} />
      <p role="status">{delegates ? say('found', { count: matching.length }) : sayPage('loading')}</p>
      {connected && <p>{say('onlineOf', { count: connected.size })}</p>}
      {delegates && matching.length === 0 && <p>{empty}</p>}
      {byMember(matching).map((party) => (
        <PartyList
          key={party.member?.id ?? ''}
          party={party}
          conference={conference}
          connected={connected}
          over={conference.state === 'CLOSED'}
          everybody={delegates ?? []}
        />
      ))}
    </section>
  );
}
