import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../graph.module.css';
import type { GraphConference } from './graph-conference';
import { Edited, HeldText, useHeldName } from './Held';
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
            {resolutions.map(({ id, text, method, heldAtClosing }) => (
              <li key={id}>
                <HeldText held={heldAtClosing} field="text" now={text} />{' '}
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
          {leadership.map((term) => (
            <li key={term.id}>
              <Term term={term} kind={bloc.kind} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

interface TermProps {
  readonly term: GraphConference['leadership'][number];
  readonly kind: GraphConference['bloc']['kind'];
}

/** Who was appointed, beside who holds the post now where that is another. */
function Term({ term, kind }: TermProps) {
  const say = useWords(conferenceWords);
  const format = useFormat();
  const { role, year, mode, heldAtClosing, version } = term;
  const member = format.text(useHeldName()(heldAtClosing?.member ?? term.member));
  const now = version?.isRemoved ? null : (version?.member ?? term.member);
  return (
    <>
      {say('term', { role: say(`${role}_${kind}`), year, member, mode: say(mode) })}
      {heldAtClosing && <Edited now={now ? format.text(now.shortName) : say('nobodyNow')} />}
    </>
  );
}
