import { useState } from 'react';
import { useQuery } from 'urql';
import { useAct } from '../act/use-act';
import { Button } from '../look/Button';
import { Notice } from '../look/Notice';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { SetDeadlineDocument, SetupDeadlinesDocument } from './deadlines.documents';
import { nextDeadlines } from './next-deadlines';
import styles from './setup.module.css';
import { setupWords } from './words';

interface DeadlinesProps {
  /** Slug of the bloc. */
  readonly bloc: string;
  /** The year that is closed: its deadlines are set again for the one that is opened. */
  readonly closes: number;
  readonly opens: number;
}

/** The deadlines of last year, offered for the year that begins; nothing where there are none to set. */
export function Deadlines({ bloc, closes, opens }: DeadlinesProps) {
  const say = useWords(setupWords);
  const format = useFormat();
  const variables = { slug: bloc, from: closes, to: opens };
  const [{ data }, ask] = useQuery({ query: SetupDeadlinesDocument, variables, requestPolicy: 'network-only' });
  const act = useAct(SetDeadlineDocument);
  const [done, setDone] = useState(0);
  const wanted = data?.bloc ? nextDeadlines(data.bloc, closes, opens) : [];
  const set = async () => {
    let count = 0;
    for (const deadline of wanted) {
      if (!(await act.run(deadline))) break;
      count += 1;
    }
    setDone(count);
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <>
      {wanted.length > 0 && (
        <section className={styles.panel}>
          <h3>{say('deadlines', { year: opens })}</h3>
          <p>{say('deadlinesAbout', { year: closes })}</p>
          <ul>
            {wanted.map(({ kind, period, title, dueOn }) => (
              <li key={`${kind} ${period} ${title?.vi}`}>
                {[
                  title ? format.text({ vi: title.vi, en: title.en ?? null }) : say(`due.${kind}`),
                  period && say(`period.${period}`),
                  format.date(dueOn),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </li>
            ))}
          </ul>
          <div className={styles.acts}>
            <Button busy={act.busy} onClick={() => void set()}>
              {say('setDeadlines', { count: wanted.length })}
            </Button>
          </div>
        </section>
      )}
      {act.fault && (
        <Notice kind="bad" alert>
          {act.fault}
        </Notice>
      )}
      {done > 0 && <Notice kind="good">{say('deadlinesSet', { count: done })}</Notice>}
    </>
  );
}
