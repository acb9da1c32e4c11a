import { ActButton } from '../../act/ActButton';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { VoidPollDocument } from '../acts.documents';
import { confirmationWords } from '../confirmation/words';
import type { PollActsProps } from './poll-acts-props';
import { Question } from './Question';
import { pollsWords } from './words';

/** Setting a vote aside, with the reason everybody reads. */
export function VoidPoll({ poll, tally }: PollActsProps) {
  const say = useWords(pollsWords);
  const sayConfirmation = useWords(confirmationWords);
  const { field, onOpen } = useFields();
  const [reason, setReason] = field('reason', '');
  const { ordinal } = poll;
  const given = reason.trim();
  const needsTwo = poll.state !== 'DRAFT';
  return (
    <ActButton
      onOpen={onOpen}
      label={say('void')}
      rank="quiet"
      title={say('voidTitle', { ordinal })}
      confirm={say(needsTwo ? 'voidAsk' : 'void')}
      document={VoidPollDocument}
      input={given.length >= 3 ? { pollId: poll.id, reason: given } : null}
      done={needsTwo ? sayConfirmation('nowWaits') : say('voided', { ordinal })}
    >
      <Question poll={poll} />
      <p>
        {say(poll.secrecy === 'UNLINKED' && poll.state === 'OPEN' ? 'voidMeansSecret' : 'voidMeans', {
          cast: tally.cast,
        })}
      </p>
      {needsTwo && <p>{sayConfirmation('needsTwo')}</p>}
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
