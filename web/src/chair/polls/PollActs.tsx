import { Notice } from '../../look/Notice';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { ActButton } from '../ActButton';
import { ClosePollDocument } from '../acts.documents';
import styles from '../chair.module.css';
import { mayRun } from '../rights';
import { chairWords } from '../words';
import { electorName } from './elector-name';
import { NextRound } from './NextRound';
import { OpenPoll } from './OpenPoll';
import type { PollActsProps } from './poll-acts-props';
import { Question } from './Question';
import { RecordResult } from './RecordResult';
import { VoidPoll } from './VoidPoll';
import { pollsWords } from './words';

/** What can be done with a vote as it stands, by this role. */
export function PollActs(props: PollActsProps) {
  const { poll, conference, role } = props;
  const sayChair = useWords(chairWords);
  if (conference.state === 'CLOSED') return null;
  const runs = mayRun(role, 'openPoll');
  const again =
    poll.state === 'VOID' || (poll.state === 'CLOSED' && ['TIED', 'TOO_FEW'].includes(poll.tally.outcome ?? ''));
  return (
    <div className={styles.acts}>
      {poll.state === 'DRAFT' && runs && conference.state === 'OPEN' && <OpenPoll {...props} />}
      {poll.state === 'DRAFT' && !runs && <p className={styles.soft}>{sayChair('chairDoes')}</p>}
      {poll.state === 'OPEN' && runs && <ClosePoll {...props} />}
      {poll.state === 'OPEN' && <RecordResult {...props} />}
      {again && <NextRound {...props} />}
      {poll.state !== 'VOID' && runs && <VoidPoll {...props} />}
    </div>
  );
}

function ClosePoll({ poll, tally, roll }: PollActsProps) {
  const say = useWords(pollsWords);
  const format = useFormat();
  const { ordinal } = poll;
  const waiting = roll.filter((line) => !line.voted).map((line) => electorName(line, format));
  return (
    <ActButton
      label={say('close')}
      rank="main"
      title={say('closeTitle', { ordinal })}
      confirm={say('close')}
      document={ClosePollDocument}
      input={{ pollId: poll.id }}
      done={say('closed', { ordinal })}
    >
      <Question poll={poll} />
      {tally.belowFloor && (
        <Notice kind="warn">{say('closeBelow', { cast: tally.cast, floor: tally.floor ?? 0 })}</Notice>
      )}
      <p>
        {waiting.length ? say('closeMissing', { count: waiting.length, names: waiting.join(', ') }) : say('closeAll')}
      </p>
    </ActButton>
  );
}
