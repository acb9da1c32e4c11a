import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { Flags } from '../Flags';
import styles from '../graph.module.css';
import { graphWords } from '../words';
import { Figure } from './Figure';
import type { GraphResult } from './pick';
import { ReadIn } from './ReadIn';
import { whenOf } from './when-of';

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
          const { id, flags, conference } = result;
          const text = textOf(result);
          return (
            <tr key={id}>
              {by.map((what) => (
                <th key={what} scope="row">
                  {nameOf(result, what)}
                </th>
              ))}
              <td data-label={say('year')}>{whenOf(say, result)}</td>
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
