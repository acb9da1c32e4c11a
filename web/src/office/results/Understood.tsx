import { Button } from '../../look/Button';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../office.module.css';
import { compare } from './compare';
import type { RowFault } from './faults-by-row';
import { mend, readFigure } from './read-figure';
import type { Row } from './rows';
import type { KnownResult } from './use-known';
import { resultsWords } from './words';

interface UnderstoodProps {
  readonly row: Row;
  /** The year before. */
  readonly last: KnownResult | null;
  /** What the server refused of it. */
  readonly fault: RowFault | null;
  /** Takes what was probably meant. */
  onRow(row: Row): void;
}

/** How a figure is understood as it is typed, what it is beside last year's, and what is wrong with it. */
export function Understood({ row, last, fault, onRow }: UnderstoodProps) {
  const say = useWords(resultsWords);
  if (fault) return <span className={styles.bad}>{say(`fault_${fault}`)}</span>;
  const raw = row.raw.trim();
  if (raw === '') return null;
  const reading = readFigure(raw);
  if (reading.kind === 'AMBIGUOUS') {
    return (
      <span className={styles.choices}>
        <span className={styles.warn}>{say('ambiguous')}</span>
        {[reading.whole, reading.decimal].map((each) => (
          <Button key={each} onClick={() => onRow({ ...row, raw: each })}>
            {say('write', { figure: each })}
          </Button>
        ))}
      </span>
    );
  }
  if (reading.kind === 'UNREADABLE') {
    const better = mend(raw);
    return (
      <span className={styles.choices}>
        <span className={styles.bad}>{say('unreadable')}</span>
        {better && (
          <Button onClick={() => onRow({ raw: better.raw, unit: better.unit ?? row.unit })}>
            {say('write', { figure: better.raw })}
          </Button>
        )}
      </span>
    );
  }
  const unit = row.unit.trim() || (reading.percent ? '%' : '');
  return <Figure value={reading.value} unit={unit} last={last} />;
}

interface FigureProps {
  readonly value: string;
  readonly unit: string;
  readonly last: KnownResult | null;
}

/** A figure that was read, and how far it is from last year's. */
export function Figure({ value, unit, last }: FigureProps) {
  const say = useWords(resultsWords);
  const format = useFormat();
  const change = last && compare({ value, unit }, last);
  return (
    <>
      <span className={styles.whole}>{[format.number(value), unit].filter(Boolean).join(' ')}</span>
      {change && (
        <>
          <br />
          <span className={change.isFar ? styles.warn : styles.soft}>
            {change.isFar
              ? say('far', { times: format.number(change.times) })
              : say(change.ratio < 0 ? 'less' : 'more', { share: format.percent(Math.abs(change.ratio)) })}
          </span>
        </>
      )}
    </>
  );
}
