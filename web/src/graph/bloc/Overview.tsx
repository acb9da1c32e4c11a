import { Table } from '../../look/Table';
import { Link } from '../../page/Link';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { graphWords } from '../words';
import type { GraphBloc } from './graph-bloc';
import { LeadershipLine } from './LeadershipLine';
import { Years } from './Years';

export function Overview({ bloc }: { readonly bloc: GraphBloc }) {
  const say = useWords(graphWords);
  const format = useFormat();
  const spans = (memberships: GraphBloc['members'][number]['memberships']) => {
    const said = memberships.map(({ fromYear, toYear }) =>
      [fromYear !== null && say('sinceYear', { year: fromYear }), toYear !== null && say('untilYear', { year: toYear })]
        .filter(Boolean)
        .join(' '),
    );
    return said.filter(Boolean).join(', ') || say('sinceUnknown');
  };
  return (
    <>
      <Table caption={say('members')} heads>
        <thead>
          <tr>
            <th scope="col">{say('member')}</th>
            <th scope="col">{say('official')}</th>
            <th scope="col">{say('since')}</th>
          </tr>
        </thead>
        <tbody>
          {bloc.members.map(({ id, code, shortName, officialName, memberships }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/bloc/${bloc.slug}/member/${code}`}>{format.text(shortName)}</Link>
              </th>
              <td lang={format.langOf(officialName)}>{format.text(officialName)}</td>
              <td>{spans(memberships)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <LeadershipLine bloc={bloc} />
      <Years bloc={bloc} />
    </>
  );
}
