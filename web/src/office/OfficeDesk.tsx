import { type ComponentType, useCallback } from 'react';
import { useQuery } from 'urql';
import { refusalText } from '../connection/refusal-text';
import { useConnection } from '../connection/use-connection';
import type { Me } from '../connection/use-session';
import { Notice } from '../look/Notice';
import { Select } from '../look/Select';
import { Link } from '../page/Link';
import { go } from '../page/path';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useFormat } from '../words/use-format';
import { useWords } from '../words/use-words';
import { yearOf } from './calendar';
import { Deadlines } from './deadlines/Deadlines';
import { OfficeBlocDocument } from './office.documents';
import styles from './office.module.css';
import type { OfficeProps } from './office-props';
import { People } from './people/People';
import type { Place } from './place';
import { Results } from './results/Results';
import { Scores } from './scores/Scores';
import { addressOf, type Part, parts, type Seat, seesAll } from './seat';
import { useBlocLog } from './use-bloc-log';
import { useSeatName } from './use-seat-name';
import { officeWords } from './words';
import { Work } from './work/Work';

const sections: Readonly<Record<Part, ComponentType<OfficeProps>>> = {
  work: Work,
  deadlines: Deadlines,
  results: Results,
  scores: ({ seat, year }) => (
    <Scores bloc={seat.bloc} memberId={seat.member?.id ?? null} role={seat.role} year={year} />
  ),
  people: People,
};

/** Who prepares conferences of the bloc, and hands the office over. */
const prepares: readonly Seat['role'][] = ['LEADER_OFFICE', 'ADMINISTRATOR'];

/** Parts that are of one year; the others tell of all. */
const ofYear: readonly Part[] = ['deadlines', 'results', 'scores'];
/** Years that may be chosen before the current one. */
const back = 6;

interface OfficeDeskProps {
  readonly seat: Seat;
  readonly place: Place;
  readonly me: Me;
  /** Whether there is anything else to choose. */
  readonly hasOthers: boolean;
  /** Somebody's roles at the bloc have changed, or their sessions have ended: it may be who is here. */
  onRoles(): void;
}

/** The work of one role at one bloc: a part of it at a time, as of what the log of the bloc says. */
export function OfficeDesk({ seat, place, me, hasOthers, onRoles }: OfficeDeskProps) {
  const say = useWords(officeWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const format = useFormat();
  const nameOf = useSeatName();
  const { clock } = useConnection();
  const { slug } = seat.bloc;
  const current = yearOf(clock.now());
  const year = /^20\d\d$/.test(place.year) ? Number(place.year) : current;
  const [{ data, error }] = useQuery({ query: OfficeBlocDocument, variables: { slug, year } });
  const hear = useCallback(
    (kind: string) => void (/^(blocRole|accountRecovered|officeHandedOver)/.test(kind) && onRoles()),
    [onRoles],
  );
  const version = useBlocLog(data?.bloc?.id ?? null, data?.bloc?.sequence ?? null, hear);
  const offered = parts.filter((part) => part !== 'people' || seesAll(seat.role));
  const chosen = offered.find((part) => part === place.part) ?? 'work';
  const Section = sections[chosen];
  const shown = year === current ? null : year;
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1 lang={format.langOf(seat.bloc.name)}>{format.text(seat.bloc.name)}</h1>
          <p className={styles.soft}>{nameOf(seat)}</p>
        </div>
        {hasOthers && <Link href="/office">{say('other')}</Link>}
        <a href={`/bloc/${slug}`}>{say('publicPage')}</a>
        {prepares.includes(seat.role) && <a href="/setup">{say('setup')}</a>}
      </div>
      <nav className={styles.sections} aria-label={say('sections')}>
        {offered.map((part) => (
          <Link
            key={part}
            href={addressOf(seat, { part, year: shown })}
            aria-current={part === chosen ? 'page' : undefined}
          >
            {say(part)}
          </Link>
        ))}
      </nav>
      {ofYear.includes(chosen) && (
        <Years
          years={Array.from({ length: back + 2 }, (_, index) => current + 1 - index)}
          year={year}
          onYear={(other) => go(addressOf(seat, { part: chosen, year: other === current ? null : other }))}
        />
      )}
      {!data?.bloc && error && (
        <Notice kind="bad" alert>
          {refusalText(error, language) ?? sayPage('unreachable')}
        </Notice>
      )}
      {!data?.bloc && !error && <p>{sayPage('loading')}</p>}
      {data?.bloc && (
        <Section
          key={`${chosen} ${year}`}
          seat={seat}
          year={year}
          members={data.bloc.members}
          accountId={me.accountId ?? ''}
          version={version}
          more={place.more}
        />
      )}
    </>
  );
}

interface YearsProps {
  readonly years: readonly number[];
  readonly year: number;
  onYear(year: number): void;
}

function Years({ years, year, onYear }: YearsProps) {
  const say = useWords(officeWords);
  const all = years.includes(year) ? years : [year, ...years];
  return (
    <div className={styles.years}>
      <Select label={say('year')} value={year} onChange={(event) => onYear(Number(event.target.value))}>
        {all.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </Select>
    </div>
  );
}
