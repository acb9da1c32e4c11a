import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import { graphWords } from '../words';
import type { GraphBloc } from './graph-bloc';

/** Emulation movements by year and field. */
export function Movements({ bloc: { movements } }: { readonly bloc: GraphBloc }) {
  const say = useWords(graphWords);
  const format = useFormat();
  if (movements.length === 0) return <p>{say('noMovements')}</p>;
  const years = [...new Set(movements.map(({ year }) => year))].sort((a, b) => b - a);
  return years.map((year) => (
    <section key={year}>
      <h2>{say('movementsOf', { year })}</h2>
      <ul className={styles.list}>
        {movements
          .filter((movement) => movement.year === year)
          .map(({ id, field, text, emphasised, member }) => (
            <li key={id}>
              <strong lang={format.langOf(field)}>{format.text(field)}</strong>
              {emphasised && ` (${say('emphasised')})`}
              {member && `, ${format.text(member.shortName)}`}
              {text && (
                <>
                  {': '}
                  <span lang={format.langOf(text)}>{format.text(text)}</span>
                </>
              )}
            </li>
          ))}
      </ul>
    </section>
  ));
}
