import { Table } from '../../look/Table';
import { Link } from '../../page/Link';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { Flags } from '../Flags';
import { graphWords } from '../words';
import type { GraphResult } from './pick';

interface ResultTableProps {
  readonly caption: string;
  readonly results: readonly GraphResult[];
  /** Where the rows are of one member and several indicators. */
  readonly byIndicator?: boolean;
}

/** What was reported: as printed, as read, in words, with flags and the source. */
export function ResultTable({ caption, results, byIndicator = false }: ResultTableProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  const value = ({ kind, value: read }: GraphResult) => {
    if (kind === 'STATEMENT') return say('statement');
    return read === null ? say('unread') : format.number(read);
  };
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">{say(byIndicator ? 'indicators' : 'member')}</th>
          <th scope="col">{say('year')}</th>
          <th scope="col">{say('asPrinted')}</th>
          <th scope="col">{say('value')}</th>
          <th scope="col">{say('text')}</th>
          <th scope="col">{say('source')}</th>
        </tr>
      </thead>
      <tbody>
        {results.map((result) => {
          const { id, member, indicator, year, raw, unit, text, flags, conference, kind } = result;
          const who = member ? format.text(member.shortName) : say('wholeBloc');
          return (
            <tr key={id}>
              <th scope="row">{byIndicator ? format.text(indicator.name) : who}</th>
              <td>{year}</td>
              <td lang="vi" data-raw>
                {kind === 'STATEMENT' ? '–' : [raw, unit].filter(Boolean).join(' ')}
              </td>
              <td>{value(result)}</td>
              <td>
                {text && <span lang={format.langOf(text)}>{format.text(text)}</span>}
                <Flags flags={flags} />
              </td>
              <td>
                <Link href={`/conference/${conference.slug}`}>{conference.source?.publisher ?? conference.slug}</Link>
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
