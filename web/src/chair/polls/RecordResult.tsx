import { useState } from 'react';
import { Field } from '../../look/Field';
import { Notice } from '../../look/Notice';
import { Select } from '../../look/Select';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { ActButton } from '../ActButton';
import { RecordPollResultDocument } from '../acts.documents';
import styles from '../chair.module.css';
import { sumOf } from './entered';
import type { PollActsProps } from './poll-acts-props';
import { Question } from './Question';
import { pollsWords } from './words';

const methods = ['PAPER', 'SHOW_OF_HANDS', 'ROLL_CALL'] as const;

/** Counts taken in the hall, with the arithmetic checked while they are typed. Once a ballot was cast here it says why not. */
export function RecordResult({ poll, tally }: PollActsProps) {
  const say = useWords(pollsWords);
  const format = useFormat();
  const choose = poll.kind === 'CHOOSE';
  const [method, setMethod] = useState<(typeof methods)[number]>('PAPER');
  const [cast, setCast] = useState('');
  const [votes, setVotes] = useState<ReadonlyMap<string, string>>(new Map());
  const [blank, setBlank] = useState('');
  const [invalid, setInvalid] = useState('');
  const [note, setNote] = useState('');
  const entered = {
    cast: number(cast),
    votes: poll.options.map(({ code }) => number(votes.get(code) ?? '')),
    blank: number(blank),
    invalid: number(invalid),
  };
  const { sum, fault, difference } = sumOf(entered, { choose, maxChoices: poll.maxChoices, electors: tally.electors });
  const { ordinal } = poll;
  const verdict = () => {
    if (fault === 'unfilled') return say('fillIn');
    const total = say('sum', { sum, cast: entered.cast ?? 0 });
    if (fault === 'electors') return `${total} ${say('overElectors', { electors: tally.electors })}`;
    if (fault === 'choices') return `${total} ${say('overChoices', { max: poll.maxChoices })}`;
    if (fault === 'missing') return `${total} ${say('sumMissing', { count: difference })}`;
    return `${total} ${fault === 'over' ? say('sumOver', { count: -difference }) : say('sumFits')}`;
  };
  const input = {
    pollId: poll.id,
    method,
    cast: entered.cast ?? 0,
    votes: poll.options.map(({ code }, index) => ({ code, votes: entered.votes[index] ?? 0 })),
    blank: entered.blank ?? 0,
    invalid: entered.invalid ?? 0,
    note: note.trim() || null,
  };
  if (tally.cast > 0) return <p className={styles.whyNot}>{say('recordVoted')}</p>;
  return (
    <ActButton
      label={say('record')}
      title={say('recordTitle', { ordinal })}
      confirm={say('recordDo')}
      document={RecordPollResultDocument}
      input={fault === null ? input : null}
      done={say('recorded', { ordinal })}
    >
      <Question poll={poll} />
      <p>{say('recordMeans')}</p>
      <Select
        label={say('method')}
        value={method}
        onChange={(event) => setMethod(methods.find((each) => each === event.target.value) ?? 'PAPER')}
      >
        {methods.map((each) => (
          <option key={each} value={each}>
            {say(each)}
          </option>
        ))}
      </Select>
      <CountField label={say('collected')} value={cast} onValue={setCast} />
      <div className={styles.pair}>
        {poll.options.map(({ code, label }) => (
          <CountField
            key={code}
            label={format.text(label)}
            value={votes.get(code) ?? ''}
            onValue={(value) => setVotes(new Map(votes).set(code, value))}
          />
        ))}
        {choose && <CountField label={say('blank')} value={blank} onValue={setBlank} />}
        <CountField label={say(choose ? 'invalid' : 'invalidOrBlank')} value={invalid} onValue={setInvalid} />
      </div>
      <div aria-live="polite">
        <Notice kind={fault === null ? 'good' : 'warn'}>{verdict()}</Notice>
      </div>
      <Field label={say('note')} value={note} onChange={(event) => setNote(event.target.value)} maxLength={2000} />
    </ActButton>
  );
}

interface CountFieldProps {
  readonly label: string;
  readonly value: string;
  onValue(value: string): void;
}

/** A whole number from 0. */
function CountField({ label, value, onValue }: CountFieldProps) {
  return (
    <Field
      label={label}
      value={value}
      onChange={(event) => onValue(event.target.value.replaceAll(/\D/g, ''))}
      inputMode="numeric"
      autoComplete="off"
      maxLength={5}
    />
  );
}

function number(typed: string): number | null {
  return typed === '' ? null : Number(typed);
}
