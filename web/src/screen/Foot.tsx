import type { ConferenceNow } from '../conference/use-conference';
import { usePolled } from '../connection/use-polled';
import { Progress } from '../look/Progress';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { LogHead } from './LogHead';
import { HallConnectedDocument } from './screen.documents';
import styles from './screen.module.css';
import { screenWords } from './words';

/** Who is there and whether that is a quorum, the server's clock, and how far the log has come. */
export function Foot({ conference, nowMs }: { readonly conference: ConferenceNow; readonly nowMs: number }) {
  const say = useWords(screenWords);
  const format = useFormat();
  const { id, slug, nature, attendance } = conference;
  const { members, membersPresent, delegates, present, electorate, quorum, quorate } = attendance;
  const connected = usePolled(HallConnectedDocument, slug)?.conference?.delegatesConnected ?? null;
  const number = format.number;
  const byMember = electorate === 'MEMBERS';
  return (
    <div className={styles.foot}>
      {nature !== 'RECORD' && (
        <div className={styles.quorum} data-testid="quorum">
          <Progress
            label={
              <>
                {say(quorate ? 'quorate' : 'notQuorate')}{' '}
                <span className={styles.soft}>{say('quorum', { quorum: number(quorum) })}</span>
              </>
            }
            value={byMember ? membersPresent : present}
            max={byMember ? members : delegates}
            threshold={quorum}
            text={
              byMember
                ? say('presentMembers', { present: number(membersPresent), all: number(members) })
                : say('presentVoters', { present: number(present), all: number(delegates) })
            }
          />
          <p>
            {say('people', { present: number(present), delegates: number(delegates) })}
            {connected !== null && (
              <>
                {' · '}
                <span className={styles.whole}>{say('connected', { count: number(connected) })}</span>
              </>
            )}
          </p>
        </div>
      )}
      <p className={styles.clock}>
        <span className={styles.soft}>{say('clock')}</span>
        <time dateTime={new Date(nowMs).toISOString()}>{format.time(new Date(nowMs))}</time>
      </p>
      <LogHead conferenceId={id} slug={slug} />
    </div>
  );
}
