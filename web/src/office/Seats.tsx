import { useQuery } from 'urql';
import { refusalText } from '../connection/refusal-text';
import { useConnection } from '../connection/use-connection';
import type { Me, Session } from '../connection/use-session';
import { Notice } from '../look/Notice';
import { Link } from '../page/Link';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { OfficeDesk } from './OfficeDesk';
import { OfficeMeDocument } from './office.documents';
import styles from './office.module.css';
import type { Place } from './place';
import { addressOf, type Seat, seatsOf } from './seat';
import { useSeatName } from './use-seat-name';
import { officeWords } from './words';

interface SeatsProps {
  readonly me: Me;
  readonly session: Session;
  readonly place: Place;
}

/** Somebody's own roles: the one of the address, or the only one, or a choice. */
export function Seats({ me, session, place }: SeatsProps) {
  const say = useWords(officeWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const { clock } = useConnection();
  const [{ data, error }, ask] = useQuery({ query: OfficeMeDocument, requestPolicy: 'cache-and-network' });
  if (!data) {
    if (!error) return <p>{sayPage('loading')}</p>;
    return (
      <Notice kind="bad" alert>
        {refusalText(error, language) ?? sayPage('unreachable')}
      </Notice>
    );
  }
  const seats = seatsOf(data.me.blocRoles, clock.now());
  const [first, ...others] = seats;
  if (!first) return <NoSeat me={me} to={data.me.blocRoles[0]?.from ?? null} />;
  const ofPlace = seats.find(({ bloc, who }) => bloc.slug === place.slug && who === place.who);
  const here = seats.filter(({ bloc }) => bloc.slug === place.slug);
  const seat = ofPlace ?? (place.who ? null : place.slug ? only(here) : others.length === 0 ? first : null);
  if (!seat) {
    return (
      <>
        {place.who && <Notice kind="warn">{say('notYours')}</Notice>}
        <Choice seats={here.length > 0 ? here : seats} />
      </>
    );
  }
  return (
    <OfficeDesk
      key={addressOf(seat)}
      seat={seat}
      place={place}
      me={me}
      hasOthers={others.length > 0}
      onRoles={() => {
        session.refresh();
        ask({ requestPolicy: 'network-only' });
      }}
    />
  );
}

const only = (seats: readonly Seat[]): Seat | null => (seats.length === 1 ? (seats[0] ?? null) : null);

/** Whoever holds no role is told whom to ask. */
function NoSeat({ me, to }: { readonly me: Me; readonly to: string | null }) {
  const say = useWords(officeWords);
  const format = useFormat();
  const runsADesk = me.role === 'CHAIR' || me.role === 'SECRETARY';
  return (
    <>
      <h1>{say('title')}</h1>
      <Notice kind="warn">
        <p>{say('notForYou', { name: me.name })}</p>
        {to && <p>{say('notYet', { day: format.date(to) })}</p>}
        {me.conference && (
          <p>
            <a href={runsADesk ? '/chair' : '/live'}>{say(runsADesk ? 'toChair' : 'toLive')}</a>
          </p>
        )}
      </Notice>
    </>
  );
}

function Choice({ seats }: { readonly seats: readonly Seat[] }) {
  const say = useWords(officeWords);
  return (
    <>
      <h1>{say('choose')}</h1>
      <ul className={styles.cards}>
        {seats.map((seat) => (
          <li key={addressOf(seat)} className={styles.card}>
            <SeatLink seat={seat} />
          </li>
        ))}
      </ul>
    </>
  );
}

function SeatLink({ seat }: { readonly seat: Seat }) {
  const format = useFormat();
  const nameOf = useSeatName();
  return (
    <>
      <Link href={addressOf(seat)} className={styles.cardLink}>
        {nameOf(seat)}
      </Link>
      <span className={styles.soft} lang={format.langOf(seat.bloc.name)}>
        {format.text(seat.bloc.name)}
      </span>
    </>
  );
}
