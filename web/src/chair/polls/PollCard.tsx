import { newer } from 'giaouoc-client';
import { useLive } from '../../connection/use-live';
import { useWhole } from '../../connection/use-whole';
import { Notice } from '../../look/Notice';
import { Progress } from '../../look/Progress';
import { Countdown } from '../../poll/Countdown';
import { confirmedText } from '../../poll/confirmed-text';
import { decidingText } from '../../poll/deciding-text';
import { OpensIn } from '../../poll/OpensIn';
import { RuleText } from '../../poll/RuleText';
import { WhoVoted } from '../../poll/WhoVoted';
import { pollWords } from '../../poll/words';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskPoll, DeskProps } from '../conference';
import { Counts } from './Counts';
import { isOrphan } from './orphan';
import { PollActs } from './PollActs';
import { DeskMoreRollDocument, type DeskMoreRollQuery, DeskPollDocument } from './poll.documents';

import { resultText } from './result-text';
import { Turnout } from './Turnout';
import { pollsWords } from './words';

interface PollCardProps extends DeskProps {
  readonly poll: DeskPoll;
}

const rollOf = ({ node }: DeskMoreRollQuery) => (node && 'roll' in node ? node.roll : null);

/** One vote: its question and rule, how it stands, and what can be done with it now. */
export function PollCard({ poll, ...desk }: PollCardProps) {
  const say = useWords(pollsWords);
  const sayPoll = useWords(pollWords);
  const format = useFormat();
  const open = poll.state === 'OPEN';
  const live = useLive(DeskPollDocument, open ? { pollId: poll.id } : null).data?.pollTally;
  const roll = useWhole(live?.poll.roll, DeskMoreRollDocument, { id: poll.id }, rollOf);
  const tally = live ? newer<DeskPoll['tally']>(poll.tally, live.poll.tally) : poll.tally;
  const about = [
    say(poll.state),
    poll.kind === 'CHOOSE' ? say('CHOOSE', { max: poll.maxChoices }) : say('YES_NO_ABSTAIN'),
    say(poll.secrecy),
    poll.state === 'CLOSED' && say(poll.method),
  ];
  const deciding = decidingText(sayPoll, format, { ...poll, tally });
  const result = resultText(say, format, poll, tally);
  const heading = `poll-${poll.ordinal}`;
  return (
    <article className={styles.panel} data-on={open} aria-labelledby={heading}>
      <p className={styles.soft}>{[say('poll', { ordinal: poll.ordinal }), ...about].filter(Boolean).join(' · ')}</p>
      <h3 id={heading} lang={format.langOf(poll.question)}>
        {format.text(poll.question)}
      </h3>
      <p className={styles.soft}>
        <RuleText rule={poll.rule} />
      </p>
      {poll.notOpened && (
        <Notice kind="warn">
          {say('notOpened', { time: format.time(poll.notOpened.opensAt), reason: format.text(poll.notOpened.text) })}
        </Notice>
      )}
      {poll.state === 'DRAFT' && poll.opensAt && <OpensIn ordinal={poll.ordinal} opensAt={poll.opensAt} />}
      {open && <Countdown poll={poll} />}
      {open && deciding && <p>{deciding}</p>}
      {open && (
        <Progress
          label={say('cast')}
          value={tally.cast}
          max={tally.electors}
          text={say('castOf', { cast: tally.cast, electors: tally.electors })}
        />
      )}
      {confirmedText(sayPoll, poll.confirmations).map((line) => (
        <p key={line} className={styles.soft}>
          {line}
        </p>
      ))}
      {result && (
        <Notice kind={tally.outcome === 'PASSED' ? 'good' : 'warn'}>
          <strong>{say('readAloud')}</strong> {result}
        </Notice>
      )}
      {isOrphan(poll, desk.conference.proposals) && <Notice kind="warn">{say('orphan')}</Notice>}
      {(open || poll.state === 'CLOSED') && <Counts poll={poll} tally={tally} />}
      <WhoVoted poll={{ ...poll, tally }} />
      {open && live && <Turnout roll={roll} secret={poll.secrecy === 'UNLINKED'} />}
      {poll.state === 'VOID' && <p>{say('voidBecause', { reason: poll.voidReason ?? '' })}</p>}
      <PollActs {...desk} poll={poll} tally={tally} roll={roll} />
    </article>
  );
}
