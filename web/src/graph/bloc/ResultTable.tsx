import { Table } from '../../look/Table';
import { Link } from '../../page/Link';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { Flags } from '../Flags';
import styles from '../graph.module.css';
import { graphWords } from '../words';
import type { GraphResult } from './pick';

interface ResultTableProps {
  readonly caption: string;
  readonly results: readonly GraphResult[];
  /** What tells the rows apart: a table of one indicator needs no column for it, nor one of a member for the member. */
  readonly by: readonly ('indicator' | 'member')[];
}

/** What was reported: as printed and as read, in words, with flags and the source. */
export function ResultTable({ caption, results, by }: ResultTableProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  const nameOf = ({ indicator, member }: GraphResult, what: 'indicator' | 'member') => {
    if (what === 'indicator') return format.text(indicator.name);
    return member ? format.text(member.shortName) : say('wholeBloc');
  };
  return (
    <Table caption={caption} stacks>
      <thead>
        <tr>
          {by.map((what) => (
            <th key={what} scope="col">
              {say(what)}
            </th>
          ))}
          <th scope="col">{say('year')}</th>
          <th scope="col">{say('asPrinted')}</th>
          <th scope="col">{say('text')}</th>
          <th scope="col">{say('source')}</th>
        </tr>
      </thead>
      <tbody>
        {results.map((result) => {
          const { id, year, raw, unit, text, flags, conference, kind, value } = result;
          return (
            <tr key={id}>
              {by.map((what) => (
                <th key={what} scope="row">
                  {nameOf(result, what)}
                </th>
              ))}
              <td data-label={say('year')}>{year}</td>
              <td data-label={say('asPrinted')}>
                {kind === 'STATEMENT' ? (
                  <span className={styles.soft}>{say('statement')}</span>
                ) : (
                  <>
                    <span lang="vi" data-raw>
                      {[raw, unit].filter(Boolean).join(' ')}
                    </span>
                    <br />
                    <span className={styles.soft}>
                      {value === null ? say('unread') : say('readAs', { value: format.number(value) })}
                    </span>
                    {flags.length > 0 && <strong className={styles.doubt}>{say('flag')}</strong>}
                  </>
                )}
              </td>
              <td className={styles.words} data-label={say('text')}>
                {text && <span lang={format.langOf(text)}>{format.text(text)}</span>}
                <Flags flags={flags} />
              </td>
              <td data-label={say('source')}>
                <Link href={`/conference/${conference.slug}`}>{conference.source?.publisher ?? conference.slug}</Link>
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
