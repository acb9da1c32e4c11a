import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { Flags } from '../Flags';
import styles from '../graph.module.css';
import { graphWords } from '../words';
import type { GraphResult } from './pick';
import { ReadIn } from './ReadIn';

interface ResultTableProps {
  readonly caption: string;
  /** True: the caption is the heading of a part of the page. */
  readonly heads?: boolean;
  readonly results: readonly GraphResult[];
  /** What tells the rows apart: a table of one indicator needs no column for it, nor one of a member for the member. */
  readonly by: readonly ('indicator' | 'member')[];
}

/** What was reported: as printed and as read, in words where there are some, with flags and the source. */
export function ResultTable({ caption, heads = false, results, by }: ResultTableProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  const nameOf = ({ indicator, member }: GraphResult, what: 'indicator' | 'member') => {
    if (what === 'indicator') return format.text(indicator.name);
    return member ? format.text(member.shortName) : say('wholeBloc');
  };
  const textOf = ({ text, indicator }: GraphResult) =>
    text && format.text(text) !== format.text(indicator.name) ? text : null;
  const worded = results.some((result) => textOf(result) || result.flags.length > 0);
  return (
    <Table caption={caption} heads={heads} stacks>
      <thead>
        <tr>
          {by.map((what) => (
            <th key={what} scope="col">
              {say(what)}
            </th>
          ))}
          <th scope="col">{say('year')}</th>
          <th scope="col">{say('asPrinted')}</th>
          {worded && <th scope="col">{say('text')}</th>}
          <th scope="col">{say('source')}</th>
        </tr>
      </thead>
      <tbody>
        {results.map((result) => {
          const { id, year, flags, conference } = result;
          const text = textOf(result);
          return (
            <tr key={id}>
              {by.map((what) => (
                <th key={what} scope="row">
                  {nameOf(result, what)}
                </th>
              ))}
              <td data-label={say('year')}>{year}</td>
              <td data-label={say('asPrinted')}>
                <Figure result={result} />
              </td>
              {worded && (
                <td className={styles.words} data-label={say('text')}>
                  {text && <span lang={format.langOf(text)}>{format.text(text)}</span>}
                  {flags.length > 0 && <Flags flags={flags} />}
                </td>
              )}
              <td data-label={say('source')}>
                <ReadIn conference={conference} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** A figure as printed, and how it was read where that says more: in the reader's notation, with its unit. */
function Figure({ result: { kind, raw, value, unit, indicator, flags } }: { readonly result: GraphResult }) {
  const say = useWords(graphWords);
  const format = useFormat();
  if (kind === 'STATEMENT') return <span className={styles.soft}>{say('statement')}</span>;
  const printed = [raw, unit].filter(Boolean).join(' ');
  const readUnit = indicator.unit && indicator.unit.vi === unit ? format.text(indicator.unit) : unit;
  const figure = value === null ? null : [format.number(value), readUnit].filter(Boolean).join(' ');
  return (
    <>
      <span className={styles.whole} lang="vi" data-raw>
        {printed}
      </span>
      {figure !== printed && (
        <>
          <br />
          <span className={`${styles.soft} ${styles.whole}`}>
            {figure === null ? say('unread') : say('readAs', { figure })}
          </span>
        </>
      )}
      {flags.length > 0 && <strong className={styles.doubt}>{say('flag')}</strong>}
    </>
  );
}
