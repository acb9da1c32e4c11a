import { ActButton } from '../../act/ActButton';
import { Notice } from '../../look/Notice';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { ClosePollDocument } from '../acts.documents';
import styles from '../chair.module.css';
import { mayRun } from '../rights';
import { chairWords } from '../words';
import { BackToDraft } from './BackToDraft';
import { CastByHand } from './CastByHand';
import { EditDraft, RemoveDraft } from './EditDraft';
import { electorName } from './elector-name';
import { NextRound } from './NextRound';
import { OpenPoll } from './OpenPoll';
import { isOrphan } from './orphan';
import type { PollActsProps } from './poll-acts-props';
import { Question } from './Question';
import { RecordConsensus } from './RecordConsensus';
import { RecordResult } from './RecordResult';
import { SchedulePoll } from './SchedulePoll';
import { SettleTie } from './SettleTie';
import { proposalIdOf } from './subject-ids';
import { VoidPoll } from './VoidPoll';
import { waitingOf } from './waiting';
import { pollsWords } from './words';

/** What can be done with a vote as it stands, by this role. */
export function PollActs(props: PollActsProps) {
  const { poll, tally, conference, role } = props;
  const sayChair = useWords(chairWords);
  if (conference.state === 'CLOSED') return null;
  const runs = mayRun(role, 'openPoll');
  const aboutProposal = [poll, ...poll.options].some(({ about }) => proposalIdOf(about) !== null);
  const orphan = isOrphan(poll, conference.proposals);
  const { outcome, tie } = props.tally;
  const again = poll.state === 'VOID' || outcome === 'TOO_FEW' || (outcome === 'TIED' && tie?.next == null);
  return (
    <div className={styles.acts}>
      {poll.state === 'DRAFT' && runs && conference.state === 'OPEN' && !orphan && <OpenPoll {...props} />}
      {poll.state === 'DRAFT' && !runs && <p className={styles.soft}>{sayChair('chairDoes')}</p>}
      {poll.state === 'DRAFT' && poll.secondBallot === 0 && (
        <EditDraft key={JSON.stringify([poll.question, poll.rule])} {...props} />
      )}
      {poll.state === 'DRAFT' && <RemoveDraft {...props} />}
      {poll.state === 'DRAFT' && runs && conference.state === 'OPEN' && !orphan && <SchedulePoll {...props} />}
      {poll.state === 'OPEN' && runs && <ClosePoll {...props} />}
      {poll.state === 'OPEN' && <CastByHand {...props} />}
      {poll.state === 'OPEN' && tally.onPaper > 0 && <RecordResult {...props} papers />}
      {poll.state === 'OPEN' && runs && <SchedulePoll {...props} />}
      {poll.state === 'OPEN' && <RecordResult {...props} />}
      {poll.state === 'DRAFT' && runs && conference.state === 'OPEN' && !aboutProposal && (
        <RecordConsensus {...props} />
      )}
      {poll.state === 'CLOSED' && runs && poll.method === 'CONSENSUS' && <BackToDraft {...props} act="retract" />}
      {poll.state === 'CLOSED' && <SettleTie {...props} />}
      {poll.state === 'OPEN' && runs && tally.cast === 0 && <BackToDraft {...props} act="undoOpening" />}
      {again && <NextRound {...props} />}
      {poll.state !== 'VOID' && runs && <VoidPoll {...props} />}
    </div>
  );
}

function ClosePoll({ poll, tally, roll }: PollActsProps) {
  const say = useWords(pollsWords);
  const format = useFormat();
  const { ordinal } = poll;
  const waiting = waitingOf(tally, roll);
  const note = () => {
    if (waiting.kind === 'NOBODY') return say('closeAll');
    if (waiting.kind === 'COUNTED') return say('closeCounted', { count: waiting.count });
    const names = waiting.lines.map((line) => electorName(line, format)).join(', ');
    return say('closeMissing', { count: waiting.lines.length, names });
  };
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
      <p>{note()}</p>
    </ActButton>
  );
}
