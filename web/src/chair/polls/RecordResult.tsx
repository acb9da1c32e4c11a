import { ActButton } from '../../act/ActButton';
import { Field } from '../../look/Field';
import { Notice } from '../../look/Notice';
import { Select } from '../../look/Select';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { RecordPaperBallotsDocument, RecordPollResultDocument } from '../acts.documents';
import styles from '../chair.module.css';
import { confirmationWords } from '../confirmation/words';
import { sumOf } from './entered';
import type { PollActsProps } from './poll-acts-props';
import { Question } from './Question';
import { pollsWords } from './words';

const methods = ['PAPER', 'SHOW_OF_HANDS', 'ROLL_CALL'] as const;

/** Counts taken in the hall, with the arithmetic checked while they are typed. Once a ballot was cast here it says why not. */
export function RecordResult({ poll, tally, papers = false }: PollActsProps & { readonly papers?: boolean }) {
  const say = useWords(pollsWords);
  const sayConfirmation = useWords(confirmationWords);
  const format = useFormat();
  const choose = poll.kind === 'CHOOSE';
  const { field, onOpen } = useFields();
  const [method, setMethod] = field<(typeof methods)[number]>('method', 'PAPER');
  const [cast, setCast] = field('cast', '');
  const [votes, setVotes] = field<ReadonlyMap<string, string>>('votes', new Map());
  const [blank, setBlank] = field('blank', '');
  const [invalid, setInvalid] = field('invalid', '');
  const [note, setNote] = field('note', '');
  const electors = papers ? tally.onPaper : tally.electors;
  const entered = {
    cast: number(cast),
    votes: poll.options.map(({ code }) => number(votes.get(code) ?? '')),
    blank: number(blank),
    invalid: number(invalid),
  };
  const { sum, fault, difference } = sumOf(entered, { choose, maxChoices: poll.maxChoices, electors });
  const { ordinal } = poll;
  const verdict = () => {
    if (fault === 'unfilled') return say('fillIn');
    const total = say('sum', { sum, cast: entered.cast ?? 0 });
    if (fault === 'electors') return `${total} ${say('overElectors', { electors })}`;
    if (fault === 'choices') return `${total} ${say('overChoices', { max: poll.maxChoices })}`;
    if (fault === 'missing') return `${total} ${say('sumMissing', { count: difference })}`;
    return `${total} ${fault === 'over' ? say('sumOver', { count: -difference }) : say('sumFits')}`;
  };
  const counted = {
    pollId: poll.id,
    cast: entered.cast ?? 0,
    votes: poll.options.map(({ code }, index) => ({ code, votes: entered.votes[index] ?? 0 })),
    blank: entered.blank ?? 0,
    invalid: entered.invalid ?? 0,
  };
  if (tally.cast > 0 && !papers) return <p className={styles.whyNot}>{say('recordVoted')}</p>;
  const common = {
    label: say(papers ? 'papers' : 'record'),
    title: say(papers ? 'papersTitle' : 'recordTitle', { ordinal }),
    confirm: say('recordDo'),
    done: sayConfirmation('nowWaits'),
    onOpen,
  };
  const fields = (
    <>
      <Question poll={poll} />
      <p>{papers ? say('papersMeans', { count: tally.onPaper }) : say('recordMeans')}</p>
      <p>{sayConfirmation('needsTwo')}</p>
      {!papers && (
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
      )}
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
      {!papers && (
        <Field label={say('note')} value={note} onChange={(event) => setNote(event.target.value)} maxLength={2000} />
      )}
    </>
  );
  if (papers)
    return (
      <ActButton {...common} document={RecordPaperBallotsDocument} input={fault === null ? counted : null}>
        {fields}
      </ActButton>
    );
  const input = fault === null ? { ...counted, method, note: note.trim() || null } : null;
  return (
    <ActButton {...common} document={RecordPollResultDocument} input={input}>
      {fields}
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
