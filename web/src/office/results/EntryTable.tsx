import type { ClipboardEvent, KeyboardEvent } from 'react';
import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../office.module.css';
import type { RowFault } from './faults-by-row';
import { Printed } from './Printed';
import { type Row, type Rows, rowOf } from './rows';
import { Understood } from './Understood';
import type { KnownResult, OfficeIndicator } from './use-known';
import { resultsWords } from './words';

interface EntryTableProps {
  readonly caption: string;
  readonly indicators: readonly OfficeIndicator[];
  readonly rows: Rows;
  readonly before: ReadonlyMap<string, KnownResult>;
  readonly lastYear: number;
  readonly refused: ReadonlyMap<string, RowFault>;
  onRow(id: string, row: Row): void;
  /** Several cells were pasted into the figure of this indicator. */
  onPaste(id: string, text: string): void;
}

/** A line for each indicator: last year's figure, this one as typed, its unit, and how it is understood. */
export function EntryTable(props: EntryTableProps) {
  const { caption, indicators, rows, before, lastYear, refused, onRow, onPaste } = props;
  const say = useWords(resultsWords);
  const format = useFormat();
  const pasteInto = (id: string) => (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    onPaste(id, text);
  };
  return (
    <Table caption={caption} stacks>
      <thead>
        <tr>
          <th scope="col">{say('indicator')}</th>
          <th scope="col">{say('lastYear', { year: lastYear })}</th>
          <th scope="col">{say('figure')}</th>
          <th scope="col">{say('unit')}</th>
          <th scope="col">{say('understood')}</th>
        </tr>
      </thead>
      <tbody>
        {indicators.map((indicator) => {
          const { id } = indicator;
          const name = format.text(indicator.name);
          const row = rowOf(rows, indicator);
          const last = before.get(id);
          const said = `said-${id}`;
          return (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td data-label={say('lastYear', { year: lastYear })}>{last && <Printed figure={last} />}</td>
              <td data-label={say('figure')}>
                <input
                  type="text"
                  lang="vi"
                  className={styles.cell}
                  aria-label={say('figureOf', { indicator: name })}
                  aria-describedby={said}
                  aria-invalid={refused.has(id) || undefined}
                  data-cell="raw"
                  inputMode="text"
                  autoComplete="off"
                  value={row.raw}
                  onChange={(event) => onRow(id, { ...row, raw: event.target.value })}
                  onPaste={pasteInto(id)}
                  onKeyDown={moveByKeys}
                />
              </td>
              <td data-label={say('unit')}>
                <input
                  type="text"
                  lang="vi"
                  className={styles.cell}
                  aria-label={say('unitOf', { indicator: name })}
                  data-cell="unit"
                  autoComplete="off"
                  value={row.unit}
                  onChange={(event) => onRow(id, { ...row, unit: event.target.value })}
                  onKeyDown={moveByKeys}
                />
              </td>
              <td data-label={say('understood')} id={said}>
                <Understood
                  row={row}
                  last={last ?? null}
                  fault={refused.get(id) ?? null}
                  onRow={(next) => onRow(id, next)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** Enter and the arrows lead up and down a column, as in a spreadsheet. */
function moveByKeys(event: KeyboardEvent<HTMLInputElement>): void {
  const isUp = event.key === 'ArrowUp' || (event.key === 'Enter' && event.shiftKey);
  if (!isUp && event.key !== 'ArrowDown' && event.key !== 'Enter') return;
  event.preventDefault();
  const { cell } = event.currentTarget.dataset;
  const column = [
    ...(event.currentTarget.closest('table')?.querySelectorAll<HTMLInputElement>(`input[data-cell=${cell}]`) ?? []),
  ];
  const next = column[column.indexOf(event.currentTarget) + (isUp ? -1 : 1)];
  next?.focus();
  next?.select();
}
