import { useState } from 'react';
import { TextArea } from '../../look/TextArea';
import { useWords } from '../../words/use-words';
import { ActButton } from '../ActButton';
import { VoidPollDocument } from '../acts.documents';
import type { PollActsProps } from './poll-acts-props';
import { Question } from './Question';
import { pollsWords } from './words';

/** Setting a vote aside, with the reason everybody reads. */
export function VoidPoll({ poll, tally }: PollActsProps) {
  const say = useWords(pollsWords);
  const [reason, setReason] = useState('');
  const { ordinal } = poll;
  const given = reason.trim();
  return (
    <ActButton
      label={say('void')}
      rank="quiet"
      title={say('voidTitle', { ordinal })}
      confirm={say('void')}
      document={VoidPollDocument}
      input={given.length >= 3 ? { pollId: poll.id, reason: given } : null}
      done={say('voided', { ordinal })}
    >
      <Question poll={poll} />
      <p>
        {tally.belowFloor && poll.state === 'OPEN'
          ? say('voidMeansFew', { cast: tally.cast, floor: tally.floor ?? 0 })
          : say('voidMeans', { cast: tally.cast })}
      </p>
      <TextArea
        label={say('voidReason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        required
      />
    </ActButton>
  );
}
