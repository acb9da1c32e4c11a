import { Table } from '../../look/Table';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { graphWords } from '../words';
import type { GraphBloc } from './graph-bloc';
import { yearsOf } from './years-of';

/** Who led and deputised in which year: members down, years along, so that the rotation shows as a line. */
export function LeadershipLine({ bloc }: { readonly bloc: GraphBloc }) {
  const say = useWords(graphWords);
  const format = useFormat();
  const years = yearsOf(bloc);
  const { leadership, members, kind } = bloc;
  const post = (memberId: string, year: number) => {
    const term = leadership.find((each) => each.year === year && each.member.id === memberId);
    if (!term) return null;
    const name = say(`${term.role}_${kind}`);
    return <span className={term.role === 'LEADER' ? styles.leader : styles.deputy}>{name}</span>;
  };
  return (
    <section>
      <Table caption={say('leadership')} heads stacks>
        <thead>
          <tr>
            <th scope="col">{say('member')}</th>
            {years.map((year) => (
              <th key={year} scope="col">
                {year}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map(({ id, shortName }) => (
            <tr key={id}>
              <th scope="row">{format.text(shortName)}</th>
              {years.map((year) => (
                <td key={year} data-label={year}>
                  {post(id, year)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className={styles.soft}>{say('leadershipHint')}</p>
    </section>
  );
}
