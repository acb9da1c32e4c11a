import { Table } from '../../look/Table';
import { Link } from '../../page/Link';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { graphWords } from '../words';
import type { GraphBloc } from './graph-bloc';
import { RanksOfYear } from './RanksOfYear';
import { useYearCounts } from './use-year-counts';
import { yearsOf } from './years-of';

/** The years below each other: who led, which conference opened and closed it, its pact, what was proposed and recorded, and the ranks once they are released. */
export function Years({ bloc }: { readonly bloc: GraphBloc }) {
  const say = useWords(graphWords);
  const format = useFormat();
  const years = yearsOf(bloc);
  const counts = useYearCounts(bloc.slug);
  const { conferences, leadership, kind } = bloc;
  const names = (year: number, role: 'LEADER' | 'DEPUTY') =>
    leadership
      .filter((term) => term.year === year && term.role === role)
      .map(({ member }) => format.text(member.shortName))
      .join(', ') || say('unknown');
  const meeting = (year: number, end: 'opensYear' | 'reviewsYear' | 'closesYear') => {
    const found = conferences.nodes.find((conference) => conference[end] === year);
    if (!found) return say('none');
    return (
      <Link href={`/conference/${found.slug}`}>
        {found.heldOn ? format.date(found.heldOn) : format.text(found.name)}
      </Link>
    );
  };
  const pact = (year: number) => {
    const board = conferences.nodes.find((conference) => conference.pact?.year === year)?.pact?.board;
    return board ? say('signed', { signed: board.signed, parties: board.parties }) : say('none');
  };
  const count = (of: ReadonlyMap<number, number> | null, year: number) => of?.get(year) ?? say('none');
  const columns = [
    [say(`LEADER_${kind}`), (year: number) => names(year, 'LEADER')],
    [say(`DEPUTY_${kind}`), (year: number) => names(year, 'DEPUTY')],
    [say('launched'), (year: number) => meeting(year, 'opensYear')],
    ...(conferences.nodes.some(({ reviewsYear }) => reviewsYear !== null)
      ? [[say('midyear'), (year: number) => meeting(year, 'reviewsYear')] as const]
      : []),
    [say('summed'), (year: number) => meeting(year, 'closesYear')],
    [say('pact'), pact],
    [say('proposed'), (year: number) => count(counts.proposals, year)],
    [say('results'), (year: number) => count(counts.results, year)],
    [say('ranks'), (year: number) => <RanksOfYear slug={bloc.slug} year={year} />],
  ] as const;
  if (years.length === 0) return null;
  return (
    <Table caption={say('years')} heads stacks>
      <thead>
        <tr>
          <th scope="col">{say('year')}</th>
          {columns.map(([name]) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            {columns.map(([name, cell]) => (
              <td key={name} data-label={name}>
                {cell(year)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
