import { useState } from 'react';
import { Field } from '../../../look/Field';
import { Notice } from '../../../look/Notice';
import { useFormat } from '../../../words/use-format';
import { useWords } from '../../../words/use-words';
import styles from '../../chair.module.css';
import type { DeskConference } from '../../conference';
import { type LineFault, readWeight, readWeights } from './weights';
import { termsWords } from './words';

interface WeightsProps {
  readonly members: DeskConference['members'];
  /** What was typed, by the id of the member; left out weighs 1. */
  readonly weights: ReadonlyMap<string, string>;
  onChange(weights: ReadonlyMap<string, string>): void;
}

/** What the votes of each member weigh, typed or from a file. */
export function Weights({ members, weights, onChange }: WeightsProps) {
  const say = useWords(termsWords);
  const format = useFormat();
  const [faults, setFaults] = useState<readonly LineFault[]>([]);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const read = readWeights(await file.text(), members);
    setFaults(read.faults);
    // All of it or nothing: half a file would be another rule.
    if (read.faults.length === 0) onChange(read.weights);
  };
  const faultOf = (text: string) => {
    const fault = text.trim() ? readWeight(text).fault : null;
    return fault && say(fault, { text: text.trim() });
  };
  return (
    <fieldset className={styles.fields}>
      <legend>{say('weightsOf')}</legend>
      <Field
        type="file"
        accept=".csv,.tsv,.txt"
        label={say('file')}
        hint={say('fileMeans')}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      {faults.length > 0 && (
        <Notice kind="bad" alert>
          <p>{say('fileFaults')}</p>
          <ul>
            {faults.map(({ line, text, fault }) => (
              <li key={line}>{`${say('line', { line })} ${say(fault, { text })}`}</li>
            ))}
          </ul>
        </Notice>
      )}
      {members.map(({ id, shortName }) => (
        <Field
          key={id}
          label={<span lang={format.langOf(shortName)}>{format.text(shortName)}</span>}
          inputMode="decimal"
          placeholder="1"
          value={weights.get(id) ?? ''}
          fault={faultOf(weights.get(id) ?? '')}
          onChange={(event) => onChange(new Map([...weights, [id, event.target.value]]))}
        />
      ))}
    </fieldset>
  );
}
