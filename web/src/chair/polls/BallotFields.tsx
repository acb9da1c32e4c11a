import { CheckBox } from '../../look/CheckBox';
import { Field } from '../../look/Field';
import { TextArea } from '../../look/TextArea';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { FreeQuestion } from './free-question';
import { pollsWords } from './words';

interface BallotFieldsProps {
  readonly asked: FreeQuestion;
  onChange(changes: Partial<FreeQuestion>): void;
}

/** What a ballot looks like, and who can learn what is on it. */
export function BallotFields({ asked: { choose, lines, max, secret, mayChange }, onChange }: BallotFieldsProps) {
  const say = useWords(pollsWords);
  const round = (name: string, label: string, checked: boolean, changes: Partial<FreeQuestion>) => (
    <CheckBox type="radio" name={name} label={label} checked={checked} onChange={() => onChange(changes)} />
  );
  return (
    <>
      <fieldset className={styles.fields}>
        <legend>{say('kind')}</legend>
        {round('kind', say('kindYes'), !choose, { choose: false })}
        {round('kind', say('kindChoose'), choose, { choose: true })}
      </fieldset>
      {choose && (
        <>
          <TextArea
            label={say('options')}
            value={lines}
            onChange={(event) => onChange({ lines: event.target.value })}
            rows={5}
          />
          <Field
            label={say('max')}
            value={max}
            onChange={(event) => onChange({ max: event.target.value.replaceAll(/\D/g, '') })}
            inputMode="numeric"
            maxLength={2}
          />
        </>
      )}
      <fieldset className={styles.fields}>
        <legend>{say('secrecy')}</legend>
        {round('secrecy', say('namedMeans'), !secret, { secret: false })}
        {round('secrecy', say('secretMeans'), secret, { secret: true })}
      </fieldset>
      {!secret && (
        <CheckBox
          label={say('mayChange')}
          checked={mayChange}
          onChange={(event) => onChange({ mayChange: event.target.checked })}
        />
      )}
    </>
  );
}
