import { useState } from 'react';
import { CheckBox } from '../../look/CheckBox';
import { Field } from '../../look/Field';
import { Select } from '../../look/Select';
import { TextArea } from '../../look/TextArea';
import { useWords } from '../../words/use-words';
import { ActButton } from '../ActButton';
import { CreatePollDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { type RuleName, ruleNames, rules } from './rules';
import { pollsWords } from './words';

/** A question of the desk's own: its ballot, its secrecy and its rule. */
export function FreePoll({ conference }: Pick<DeskProps, 'conference'>) {
  const say = useWords(pollsWords);
  const [vi, setVi] = useState('');
  const [en, setEn] = useState('');
  const [choose, setChoose] = useState(false);
  const [lines, setLines] = useState('');
  const [max, setMax] = useState('1');
  const [secret, setSecret] = useState(false);
  const [rule, setRule] = useState<RuleName>('ruleYear');
  const options = lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((label, index) => ({ code: `${index + 1}`, label: { vi: label } }));
  const maxChoices = Number(max);
  const complete = vi.trim() && (!choose || (options.length >= 2 && maxChoices >= 1 && maxChoices <= options.length));
  const clear = () => {
    setVi('');
    setEn('');
    setLines('');
  };
  return (
    <ActButton
      label={say('free')}
      title={say('freeTitle')}
      confirm={say('create')}
      document={CreatePollDocument}
      input={
        complete
          ? {
              conferenceId: conference.id,
              question: { vi: vi.trim(), en: en.trim() || null },
              kind: choose ? 'CHOOSE' : 'YES_NO_ABSTAIN',
              secrecy: secret ? 'UNLINKED' : 'NAMED',
              subject: 'RESOLUTION',
              options: choose ? options : null,
              maxChoices: choose ? maxChoices : null,
              rule: rules[rule],
            }
          : null
      }
      done={say('created')}
      onDone={clear}
    >
      <p>{say('freeMeans')}</p>
      <TextArea label={say('text')} lang="vi" value={vi} onChange={(event) => setVi(event.target.value)} required />
      <Field label={say('textEn')} lang="en" value={en} onChange={(event) => setEn(event.target.value)} />
      <fieldset className={styles.fields}>
        <legend>{say('kind')}</legend>
        <CheckBox type="radio" name="kind" label={say('kindYes')} checked={!choose} onChange={() => setChoose(false)} />
        <CheckBox
          type="radio"
          name="kind"
          label={say('kindChoose')}
          checked={choose}
          onChange={() => setChoose(true)}
        />
      </fieldset>
      {choose && (
        <>
          <TextArea label={say('options')} value={lines} onChange={(event) => setLines(event.target.value)} rows={5} />
          <Field
            label={say('max')}
            value={max}
            onChange={(event) => setMax(event.target.value.replaceAll(/\D/g, ''))}
            inputMode="numeric"
            maxLength={2}
          />
        </>
      )}
      <fieldset className={styles.fields}>
        <legend>{say('secrecy')}</legend>
        <CheckBox
          type="radio"
          name="secrecy"
          label={say('namedMeans')}
          checked={!secret}
          onChange={() => setSecret(false)}
        />
        <CheckBox
          type="radio"
          name="secrecy"
          label={say('secretMeans')}
          checked={secret}
          onChange={() => setSecret(true)}
        />
      </fieldset>
      <Select
        label={say('rulePick')}
        value={rule}
        onChange={(event) => setRule(ruleNames.find((name) => name === event.target.value) ?? 'ruleYear')}
      >
        {ruleNames.map((name) => (
          <option key={name} value={name}>
            {say(name)}
          </option>
        ))}
      </Select>
    </ActButton>
  );
}
