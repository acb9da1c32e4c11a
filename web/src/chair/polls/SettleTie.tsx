import { ActButton } from '../../act/ActButton';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { CreateSecondBallotDocument } from '../acts.documents';
import { mayRun } from '../rights';
import { DecideTie } from './DecideTie';
import type { PollActsProps } from './poll-acts-props';
import { hasSecondBallot, tieOf } from './tie';
import { pollsWords } from './words';

/** What the tie order of a tied vote asks next: a second ballot, or the decision of leader and deputy. */
export function SettleTie(props: PollActsProps) {
  const { poll, tally, conference, role } = props;
  const say = useWords(pollsWords);
  const format = useFormat();
  const tied = tieOf(tally);
  const next = tally.tie?.next;
  if (!tied || !next || hasSecondBallot(poll, conference.polls)) return null;
  if (next === 'LEADERS_DECIDE') return mayRun(role, 'decideTie') ? <DecideTie {...props} /> : null;
  const names = tied.options.map(({ option }) => format.text(option.label)).join(', ');
  return (
    <ActButton
      label={say('secondBallot')}
      rank="main"
      title={say('secondBallot')}
      confirm={say('secondBallot')}
      document={CreateSecondBallotDocument}
      input={{ pollId: poll.id }}
      done={say('nextDone')}
    >
      <p>{say('secondBallotMeans', { names, seats: tied.seats })}</p>
    </ActButton>
  );
}
