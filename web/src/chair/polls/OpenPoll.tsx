import { ActButton } from '../../act/ActButton';
import { CheckBox } from '../../look/CheckBox';
import { Notice } from '../../look/Notice';
import { Select } from '../../look/Select';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { OpenPollDocument } from '../acts.documents';
import type { PollActsProps } from './poll-acts-props';
import { Question } from './Question';
import { pollsWords } from './words';

const offered = [1, 2, 3, 5, 10];

/**
 * Opening a vote: the time until the chair means to close it where it is to be counted down, and for a secret one how many
 * ballots it takes to be counted.
 */
export function OpenPoll({ poll, conference }: PollActsProps) {
  const say = useWords(pollsWords);
  const { membersPresent, members } = conference.attendance;
  const { ordinal } = poll;
  const { field, onOpen } = useFields();
  const [minutes, setMinutes] = field<number | null>('minutes', null);
  const [byItself, setByItself] = field('byItself', false);
  const [hidden, setHidden] = field('hidden', !poll.liveTally);
  const named = poll.secrecy === 'NAMED';
  const { floor } = poll.tally;
  const few = floor && poll.rule.electorate === 'MEMBERS' && membersPresent < floor;
  return (
    <ActButton
      onOpen={onOpen}
      label={say('open')}
      rank="main"
      title={say('openTitle', { ordinal })}
      confirm={say('open')}
      document={OpenPollDocument}
      input={{
        pollId: poll.id,
        minutes,
        closesByItself: minutes ? byItself : null,
        liveTally: named ? !hidden : null,
      }}
      done={say('opened', { ordinal })}
    >
      <Question poll={poll} />
      <p>{say('openMeans')}</p>
      <p>{say('openQuorum', { present: membersPresent, all: members })}</p>
      {poll.secrecy === 'UNLINKED' && <p>{say('openFew')}</p>}
      {floor && <p>{say('openFloor', { floor })}</p>}
      {few && <Notice kind="warn">{say('openBelow', { present: membersPresent, floor })}</Notice>}
      <Select
        label={say('due')}
        hint={minutes && !byItself ? say('dueHint') : undefined}
        value={minutes ?? ''}
        onChange={(event) => setMinutes(Number(event.target.value) || null)}
      >
        <option value="">{say('dueNone')}</option>
        {offered.map((each) => (
          <option key={each} value={each}>
            {say('dueMinutes', { minutes: each })}
          </option>
        ))}
      </Select>
      {minutes !== null && (
        <CheckBox label={say('byItself')} checked={byItself} onChange={(event) => setByItself(event.target.checked)} />
      )}
      {named && (
        <CheckBox label={say('hideCounts')} checked={hidden} onChange={(event) => setHidden(event.target.checked)} />
      )}
    </ActButton>
  );
}
