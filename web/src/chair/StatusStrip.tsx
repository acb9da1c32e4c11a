import { Link } from '../page/Link';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import styles from './chair.module.css';
import type { DeskProps } from './conference';
import { chairWords } from './words';

/** How the conference stands, on every part of the desk. */
export function StatusStrip({ conference }: DeskProps) {
  const say = useWords(chairWords);
  const { state, nature, slug } = conference;
  return (
    <section className={styles.strip} aria-label={say('now')}>
      <p className={styles.state} data-state={state}>
        {say(state)}
      </p>
      {state === 'CLOSED' ? <a href={`/conference/${slug}`}>{say('record')}</a> : <Now conference={conference} />}
      {nature !== 'RECORD' && (
        <a href={`/hall/${slug}`} target="_blank" rel="noreferrer">
          {say('openHall')}
        </a>
      )}
    </section>
  );
}

function Now({ conference }: Pick<DeskProps, 'conference'>) {
  const say = useWords(chairWords);
  const format = useFormat();
  const { attendance, agenda, polls, slug } = conference;
  const current = agenda.find((item) => item.state === 'CURRENT');
  const open = polls.filter((poll) => poll.state === 'OPEN');
  return (
    <dl>
      <div>
        <dt>{say('now')}</dt>
        <dd lang={current && format.langOf(current.title)}>{current ? format.text(current.title) : say('noItem')}</dd>
      </div>
      <div>
        <dt>{say('hallPresent')}</dt>
        <dd>
          {say('presentOf', { present: attendance.present, delegates: attendance.delegates })}
          {' · '}
          <strong className={attendance.quorate ? styles.good : styles.warn}>
            {say(attendance.quorate ? 'quorate' : 'notQuorate')}
          </strong>
        </dd>
      </div>
      <div>
        <dt>{say('votesOn')}</dt>
        <dd>
          {open.length > 0 ? (
            <Link href={`/chair/${slug}/polls`}>
              {open.map(({ ordinal }) => say('voteOn', { ordinal })).join(', ')}
            </Link>
          ) : (
            say('noVote')
          )}
        </dd>
      </div>
    </dl>
  );
}
