import { ActButton } from '../../act/ActButton';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { RetractConsensusDocument, UndoPollOpeningDocument } from '../acts.documents';
import type { PollActsProps } from './poll-acts-props';
import { Question } from './Question';
import { pollsWords } from './words';

const acts = {
  retract: RetractConsensusDocument,
  undoOpening: UndoPollOpeningDocument,
};

const said = {
  retract: { title: 'retractTitle', means: 'retractMeans', done: 'retracted' },
  undoOpening: { title: 'undoOpeningTitle', means: 'undoOpeningMeans', done: 'undoOpeningDone' },
} as const;

interface BackToDraftProps extends PollActsProps {
  /** What was a mistake: a consensus that was recorded, or an opening. */
  readonly act: keyof typeof acts;
}

/** Makes a draft again of what was done by mistake, with the reason everybody reads. */
export function BackToDraft({ act, poll }: BackToDraftProps) {
  const say = useWords(pollsWords);
  const { field, onOpen } = useFields();
  const [reason, setReason] = field('reason', '');
  const { ordinal } = poll;
  const { title, means, done } = said[act];
  const given = reason.trim();
  return (
    <ActButton
      onOpen={onOpen}
      label={say(act)}
      rank="quiet"
      title={say(title, { ordinal })}
      confirm={say(act)}
      document={acts[act]}
      input={given.length >= 3 ? { pollId: poll.id, reason: given } : null}
      done={say(done, { ordinal })}
    >
      <Question poll={poll} />
      <p>{say(means)}</p>
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
