import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import type { GraphConference } from './graph-conference';
import { conferenceWords } from './words';

/** The agenda, what was agreed, and who was announced to lead. */
export function Outcome({ conference }: { readonly conference: GraphConference }) {
  const say = useWords(conferenceWords);
  const format = useFormat();
  const { agenda, agendaNote, resolutions, leadership, bloc, nature } = conference;
  const record = nature === 'RECORD';
  return (
    <>
      <section>
        <h2>{say('agenda')}</h2>
        {agenda.length === 0 && <p>{say(record ? 'sourceNoAgenda' : 'noAgenda')}</p>}
        {/* The note is on the source of the conference that is rehearsed. */}
        {agendaNote && nature !== 'REHEARSAL' && <p className={styles.soft}>{format.text(agendaNote)}</p>}
        <ol className={styles.list}>
          {agenda.map(({ id, title, state }) => (
            <li key={id}>
              <span lang={format.langOf(title)}>{format.text(title)}</span>
              {/* A record was never run here: where its items stand says nothing. */}
              {!record && <span className={styles.soft}>{` (${say(state)})`}</span>}
            </li>
          ))}
        </ol>
      </section>
      {resolutions.length > 0 && (
        <section>
          <h2>{say('resolutions')}</h2>
          <ul className={styles.list}>
            {resolutions.map(({ id, text, method }) => (
              <li key={id}>
                <span lang={format.langOf(text)}>{format.text(text)}</span>{' '}
                <span className={styles.soft}>{`(${say(method)})`}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{say('leadership')}</h2>
        {leadership.length === 0 && <p>{say(record ? 'sourceNobody' : 'nobody')}</p>}
        <ul className={styles.list}>
          {leadership.map(({ id, role, year, mode, member }) => (
            <li key={id}>
              {say('term', {
                role: say(`${role}_${bloc.kind}`),
                year,
                member: format.text(member.shortName),
                mode: say(mode),
              })}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
