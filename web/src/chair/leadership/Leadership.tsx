import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../chair.module.css';
import type { DeskProps } from '../conference';
import { mayRun } from '../rights';
import { Appoint } from './Appoint';
import { leadershipWords } from './words';

/** Whom the conference has announced, and announcing. */
export function Leadership({ conference, role }: DeskProps) {
  const say = useWords(leadershipWords);
  const format = useFormat();
  const { leadership, bloc, state, opensYear, closesYear } = conference;
  const years = [...new Set(leadership.map(({ year }) => year))];
  const known = [opensYear, closesYear].filter((year) => year !== null);
  return (
    <section>
      <h2>{say(`title_${bloc.kind}`)}</h2>
      {years.length === 0 && <p>{say('none')}</p>}
      {years.map((year) => (
        <section key={year} className={styles.panel}>
          <h3>{say('ofYear', { year })}</h3>
          <ul>
            {leadership
              .filter((term) => term.year === year)
              .map((term) => (
                <li key={term.id}>
                  {say('line', {
                    role: say(`${term.role}_${bloc.kind}`),
                    member: format.text(term.member.shortName),
                    mode: say(term.mode),
                  })}
                </li>
              ))}
          </ul>
        </section>
      ))}
      {!mayRun(role, 'appointLeadership') && <p>{say('chairAppoints')}</p>}
      {mayRun(role, 'appointLeadership') && state === 'PLANNED' && <p>{say('notOpen')}</p>}
      {mayRun(role, 'appointLeadership') && state === 'OPEN' && known.length > 0 && (
        <div className={styles.acts}>
          <Appoint conference={conference} years={known} />
        </div>
      )}
    </section>
  );
}
