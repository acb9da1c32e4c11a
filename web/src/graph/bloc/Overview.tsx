import { Table } from '../../look/Table';
import { Link } from '../../page/Link';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { graphWords } from '../words';
import { FiguresOfYear } from './FiguresOfYear';
import type { GraphBloc } from './graph-bloc';
import { LeadershipLine } from './LeadershipLine';
import { nameCount } from './name-count';
import { Rules } from './Rules';
import { Years } from './Years';

interface OverviewProps {
  readonly bloc: GraphBloc;
  /** Whose figures stand first; null for the newest that has any. */
  readonly year: number | null;
}

/** The figures of a year before all else, then the members, who led, and the years below each other. */
export function Overview({ bloc, year }: OverviewProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  const spans = (memberships: GraphBloc['members'][number]['memberships']) => {
    const said = memberships.map(({ fromYear, toYear, seenOnly }) => {
      if (seenOnly) return say('seenIn', { year: fromYear ?? '' });
      return [
        fromYear !== null && say('sinceYear', { year: fromYear }),
        toYear !== null && say('untilYear', { year: toYear }),
      ]
        .filter(Boolean)
        .join(' ');
    });
    return said.filter(Boolean).join(', ') || say('sinceUnknown');
  };
  const count = nameCount(bloc);
  return (
    <>
      <FiguresOfYear slug={bloc.slug} year={year} />
      {count && (
        <p className={styles.note}>
          {[
            say('nameCounts', { named: count.named, listed: count.listed }),
            ...count.dated.map(({ shortName, memberships }) =>
              say('nameDated', { member: format.text(shortName), span: spans(memberships) }),
            ),
          ].join(' ')}
        </p>
      )}
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
      <Rules slug={bloc.slug} />
    </>
  );
}
