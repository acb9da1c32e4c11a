import { ActButton } from '../../act/ActButton';
import { CheckBox } from '../../look/CheckBox';
import { Field } from '../../look/Field';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { RecordConsensusDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { PollActsProps } from './poll-acts-props';
import { Question } from './Question';
import { pollsWords } from './words';

/** That the conference agreed without a count; in a poll to choose, on what. */
export function RecordConsensus({ poll }: PollActsProps) {
  const say = useWords(pollsWords);
  const format = useFormat();
  const { field, onOpen } = useFields();
  const [picked, setPicked] = field<readonly string[]>('picked', []);
  const [note, setNote] = field('note', '');
  const { ordinal } = poll;
  const choose = poll.kind === 'CHOOSE';
  const seats = poll.rule.seats ?? poll.maxChoices;
  const complete = choose ? picked.length > 0 && picked.length <= seats : true;
  const pick = (code: string, on: boolean) =>
    setPicked(on ? [...picked, code] : picked.filter((each) => each !== code));
  return (
    <ActButton
      onOpen={onOpen}
      label={say('agree')}
      rank="quiet"
      title={say('agreeTitle', { ordinal })}
      confirm={say('agree')}
      document={RecordConsensusDocument}
      input={complete ? { pollId: poll.id, winners: choose ? [...picked] : null, note: note.trim() || null } : null}
      done={say('agreed', { ordinal })}
    >
      <Question poll={poll} />
      <p>{say('agreeMeans')}</p>
      {choose && (
        <fieldset className={styles.fields}>
          <legend>{say('agreeOn')}</legend>
          {poll.options.map(({ code, label }) => (
            <CheckBox
              key={code}
              label={format.text(label)}
              checked={picked.includes(code)}
              onChange={(event) => pick(code, event.target.checked)}
            />
          ))}
        </fieldset>
      )}
      <Field label={say('note')} value={note} onChange={(event) => setNote(event.target.value)} maxLength={2000} />
    </ActButton>
  );
}
