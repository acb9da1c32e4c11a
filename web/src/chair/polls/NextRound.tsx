import { ActButton } from '../../act/ActButton';
import { useWords } from '../../words/use-words';
import { CreatePollDocument } from '../acts.documents';
import type { PollActsProps } from './poll-acts-props';
import { questionOf } from './question-of';
import { pollsWords } from './words';

/** A further round of a vote that was void, or decided nothing: the same question, options and rule. */
export function NextRound({ poll, conference }: PollActsProps) {
  const say = useWords(pollsWords);
  return (
    <ActButton
      label={say('next')}
      title={say('next')}
      confirm={say('next')}
      document={CreatePollDocument}
      input={{ ...questionOf(poll), conferenceId: conference.id, previousId: poll.id }}
      done={say('nextDone')}
    >
      <p>{say('nextMeans')}</p>
    </ActButton>
  );
}
