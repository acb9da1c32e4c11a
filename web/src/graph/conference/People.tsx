import { useQuery } from 'urql';
import { type TextPair, useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { Flags } from '../Flags';
import styles from '../graph.module.css';
import { useAgain } from '../use-again';
import { Waiting } from '../Waiting';
import { GraphPeopleDocument, type GraphPeopleQuery } from './conference.documents';
import type { GraphConference } from './graph-conference';
import { Edited, HeldText, useHeldName } from './Held';
import { conferenceWords } from './words';

type Conference = NonNullable<GraphPeopleQuery['conference']>;
type Person = Conference['delegates']['nodes'][number];
type Directive = Conference['directives'][number];

interface PeopleProps {
  readonly slug: string;
  readonly delegations: GraphConference['delegations'];
  /** True while people come and go. */
  readonly follows: boolean;
}

/** Who was there as far as it is known, what was directed, and the tasks agreed, with their flags. */
export function People({ slug, delegations, follows }: PeopleProps) {
  const say = useWords(conferenceWords);
  const format = useFormat();
  const heldName = useHeldName();
  const [{ data, error }, ask] = useQuery({ query: GraphPeopleDocument, variables: { slug } });
  useAgain(ask, follows);
  const conference = data?.conference;
  if (!conference) return <Waiting error={error} />;
  const { directives, keyTasks, delegates, delegateCount } = conference;
  const unlessIn = (said: TextPair, more: string) => (format.text(said).includes(more) ? null : more);
  const attendance = ({ attended, present }: Person) => {
    if (present) return say('present');
    if (attended === null) return say('attendedUnknown');
    return say(attended ? 'attendedYes' : 'attendedNo');
  };
  const about = (person: Person) => {
    const { name, member, proxyFor } = person;
    const there = attendance(person);
    return [
      member && unlessIn(name, format.text(heldName(member))),
      proxyFor ? say('proxyFor', { attendance: there, name: format.text(proxyFor.name) }) : there,
    ]
      .filter(Boolean)
      .join(', ');
  };
  const from = ({ text, number, issuedOn, issuer, delegate }: Directive) =>
    [
      delegate && format.text(delegate.name),
      issuer && unlessIn(text, format.text(issuer)),
      number && unlessIn(text, number) && say('number', { number }),
      issuedOn && say('issued', { date: format.date(issuedOn) }),
    ]
      .filter(Boolean)
      .join(', ');
  const more = delegateCount - delegates.nodes.length;
  return (
    <>
      {keyTasks.length > 0 && (
        <section>
          <h2>{say('keyTasks')}</h2>
          <ol className={styles.list}>
            {keyTasks.map(({ id, text, flags, heldAtClosing }) => (
              <li key={id}>
                <HeldText held={heldAtClosing} field="text" now={text} />
                <Flags flags={flags} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {directives.length > 0 && (
        <section>
          <h2>{say('directives')}</h2>
          <ul className={styles.list}>
            {directives.map((directive) => (
              <li key={directive.id}>
                <HeldText held={directive.heldAtClosing} field="text" now={directive.text} />
                {from(directive) && <span className={styles.soft}>{` — ${from(directive)}`}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{say('people')}</h2>
        {delegates.nodes.length === 0 && <p>{say('noPeople')}</p>}
        <ul className={styles.list}>
          {delegates.nodes.map((person) => (
            <li key={person.id}>
              <strong>
                <HeldText held={person.heldAtClosing} field="name" now={person.name} />
              </strong>
              <Posts person={person} /> <span className={styles.soft}>{`(${about(person)})`}</span>
            </li>
          ))}
        </ul>
        {more > 0 && <p>{say('morePeople', { count: more })}</p>}
        {delegations.length > 0 && (
          <>
            <h3>{say('groups')}</h3>
            <ul>
              {delegations.map(({ id, name }) => (
                <li key={id} lang={format.langOf(name)}>
                  {format.text(name)}
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </>
  );
}

/** The posts somebody held, beside those the list has now. */
function Posts({ person: { posts, heldAtClosing } }: { readonly person: Person }) {
  const format = useFormat();
  const say = useWords(conferenceWords);
  const now = posts.map(({ title }) => format.text(title)).join('; ');
  const was = heldAtClosing?.texts.find(({ field }) => field === 'posts')?.text;
  const held = heldAtClosing ? (was ? format.text(was) : '') : now;
  if (held === now) return now && `: ${now}`;
  return (
    <>
      {`: ${held || say('unknown')}`}
      <Edited now={now || say('unknown')} />
    </>
  );
}
