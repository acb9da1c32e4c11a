import { useState } from 'react';
import { Notice } from '../../look/Notice';
import { Select } from '../../look/Select';
import { useWords } from '../../words/use-words';
import { ActButton } from '../ActButton';
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
  const [minutes, setMinutes] = useState<number | null>(null);
  const { floor } = poll.tally;
  const few = floor && poll.rule.electorate === 'MEMBERS' && membersPresent < floor;
  return (
    <ActButton
      label={say('open')}
      rank="main"
      title={say('openTitle', { ordinal })}
      confirm={say('open')}
      document={OpenPollDocument}
      input={{ pollId: poll.id, minutes }}
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
        hint={minutes ? say('dueHint') : undefined}
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
    </ActButton>
  );
}
