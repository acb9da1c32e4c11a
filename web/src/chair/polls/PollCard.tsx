import { useLive } from '../../connection/use-live';
import { useWhole } from '../../connection/use-whole';
import { Progress } from '../../look/Progress';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskPoll, DeskProps } from '../conference';
import { Counts } from './Counts';
import { PollActs } from './PollActs';
import { DeskMoreRollDocument, type DeskMoreRollQuery, DeskPollDocument } from './poll.documents';
import { RuleText } from './RuleText';
import { Turnout } from './Turnout';
import { pollsWords } from './words';

interface PollCardProps extends DeskProps {
  readonly poll: DeskPoll;
}

const rollOf = ({ node }: DeskMoreRollQuery) => (node && 'roll' in node ? node.roll : null);

/** One vote: its question and rule, how it stands, and what can be done with it now. */
export function PollCard({ poll, ...desk }: PollCardProps) {
  const say = useWords(pollsWords);
  const format = useFormat();
  const open = poll.state === 'OPEN';
  const live = useLive(DeskPollDocument, open ? { pollId: poll.id } : null).data?.pollTally;
  const roll = useWhole(live?.poll.roll, DeskMoreRollDocument, { id: poll.id }, rollOf);
  const tally = live?.tally ?? poll.tally;
  const about = [
    say(poll.state),
    poll.kind === 'CHOOSE' ? say('CHOOSE', { max: poll.maxChoices }) : say('YES_NO_ABSTAIN'),
    say(poll.secrecy),
    poll.state === 'CLOSED' && say(poll.method),
  ];
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
      {open && (
        <Progress
          label={say('cast')}
          value={tally.cast}
          max={tally.electors}
          text={say('castOf', { cast: tally.cast, electors: tally.electors })}
        />
      )}
      {(open || poll.state === 'CLOSED') && <Counts poll={poll} tally={tally} />}
      {open && live && <Turnout roll={roll} secret={poll.secrecy === 'UNLINKED'} />}
      {poll.state === 'VOID' && <p>{say('voidBecause', { reason: poll.voidReason ?? '' })}</p>}
      <PollActs {...desk} poll={poll} tally={tally} roll={roll} />
    </article>
  );
}
