import { refusalText } from '../../connection/refusal-text';
import { Notice } from '../../look/Notice';
import { pageWords } from '../../page/words';
import { useLanguage } from '../../words/language';
import { useWords } from '../../words/use-words';
import styles from '../office.module.css';
import type { OfficeProps } from '../office-props';
import { runsTheYear } from '../seat';
import { useFresh } from '../use-fresh';
import { DeadlinePanel } from './DeadlinePanel';
import { OfficeDeadlinesDocument } from './deadlines.documents';
import { SetDeadline } from './SetDeadline';
import { Withdrawn } from './Withdrawn';
import { deadlinesWords } from './words';

/** What is due in a year, soonest first: of all members for the offices, of their own one for an officer. */
export function Deadlines({ seat, year, members, version }: OfficeProps) {
  const say = useWords(deadlinesWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const { data, error } = useFresh(OfficeDeadlinesDocument, { slug: seat.bloc.slug, year }, version);
  const all = data?.bloc?.deadlines.nodes;
  const own = seat.role === 'OFFICER' ? seat.member?.id : null;
  const shown = all
    ?.map((deadline) =>
      own ? { ...deadline, items: deadline.items.filter(({ member }) => member.id === own) } : deadline,
    )
    .filter(({ items, withdrawnReason }) => withdrawnReason !== null || items.length > 0 || !own);
  const standing = shown?.filter(({ withdrawnReason }) => withdrawnReason === null);
  const withdrawn = shown?.filter(({ withdrawnReason }) => withdrawnReason !== null) ?? [];
  const sets = runsTheYear(seat.role);
  return (
    <section>
      <h2>{say('title', { year })}</h2>
      {sets && (
        <div className={styles.acts}>
          <SetDeadline bloc={seat.bloc} year={year} members={members} />
        </div>
      )}
      {!shown && !error && <p>{sayPage('loading')}</p>}
      {!shown && error && (
        <Notice kind="bad" alert>
          {refusalText(error, language) ?? sayPage('unreachable')}
        </Notice>
      )}
      {standing?.length === 0 && <p>{say(sets ? 'noneToSet' : 'none', { year })}</p>}
      {standing?.map((deadline) => (
        <DeadlinePanel key={deadline.id} deadline={deadline} sets={sets} ofOne={Boolean(own)} />
      ))}
      {withdrawn.length > 0 && <Withdrawn deadlines={withdrawn} />}
    </section>
  );
}
