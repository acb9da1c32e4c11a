import { useQuery } from 'urql';
import type { Me, Session } from '../connection/use-session';
import { useWhole } from '../connection/use-whole';
import { Notice } from '../look/Notice';
import { Link } from '../page/Link';
import { pageWords } from '../page/words';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { OfficeDesk } from './OfficeDesk';
import { OfficeBlocsDocument, type OfficeBlocsQuery } from './office.documents';
import styles from './office.module.css';
import type { Place } from './place';
import { addressOf, administratorAt } from './seat';
import { officeWords } from './words';

const pick = ({ blocs }: OfficeBlocsQuery) => blocs;

interface AtBlocProps {
  readonly me: Me;
  readonly session: Session;
  readonly place: Place;
}

/** An administrator's place: at the bloc of the address, or a choice of all. */
export function AtBloc({ me, session, place }: AtBlocProps) {
  const say = useWords(officeWords);
  const sayPage = useWords(pageWords);
  const format = useFormat();
  const [{ data, error }] = useQuery({ query: OfficeBlocsDocument, variables: {} });
  const blocs = useWhole(data?.blocs, OfficeBlocsDocument, {}, pick);
  if (!data) {
    if (!error) return <p>{sayPage('loading')}</p>;
    return (
      <Notice kind="bad" alert>
        {sayPage('unreachable')}
      </Notice>
    );
  }
  const bloc = blocs.find(({ slug }) => slug === place.slug);
  if (bloc) {
    const seat = administratorAt(bloc);
    return <OfficeDesk key={addressOf(seat)} seat={seat} place={place} me={me} hasOthers onRoles={session.refresh} />;
  }
  return (
    <>
      {place.slug && <Notice kind="warn">{say('noBloc')}</Notice>}
      <h1>{say('chooseBloc')}</h1>
      {blocs.length === 0 && <p>{say('noBlocs')}</p>}
      <ul className={styles.cards}>
        {blocs.map((each) => (
          <li key={each.id} className={styles.card}>
            <Link href={addressOf(administratorAt(each))} className={styles.cardLink} lang={format.langOf(each.name)}>
              {format.text(each.name)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
