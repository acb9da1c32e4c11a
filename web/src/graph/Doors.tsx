import { Link } from '../page/Link';
import { type TextPair, useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './graph.module.css';
import { graphWords } from './words';

interface DoorsProps {
  /** The first bloc there is; null where there is none yet. */
  readonly bloc: { readonly slug: string; readonly name: TextPair } | null;
}

/** The next steps for who wants to look, who holds conferences and works for a bloc between them, and who writes software. */
export function Doors({ bloc }: DoorsProps) {
  const say = useWords(graphWords);
  const format = useFormat();
  return (
    <ul className={styles.doors}>
      <li className={styles.door}>
        <h2>{say('visitor')}</h2>
        <p>{say('visitorAbout')}</p>
        {bloc ? (
          <Link href={`/bloc/${bloc.slug}`}>{say('visitorStep', { bloc: format.text(bloc.name) })}</Link>
        ) : (
          <a href="#blocs">{say('visitorStepNone')}</a>
        )}
      </li>
      <li className={styles.door}>
        <h2>{say('office')}</h2>
        <p>{say('officeAbout')}</p>
        <div className={styles.steps}>
          <a href="/chair">{say('officeStep')}</a>
          <a href="/office">{say('officeYear')}</a>
          <a href="/setup">{say('officeSetup')}</a>
        </div>
      </li>
      <li className={styles.door}>
        <h2>{say('developer')}</h2>
        <p>{say('developerAbout')}</p>
        <a href="/api">{say('developerStep')}</a>
      </li>
    </ul>
  );
}
