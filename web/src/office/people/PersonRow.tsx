import { ActButton } from '../../act/ActButton';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { EndBlocRoleDocument } from '../acts.documents';
import styles from '../office.module.css';
import { grants, type Seat } from '../seat';
import { useSeatName } from '../use-seat-name';
import { LostAccount } from './LostAccount';
import type { HeldInOfficeFragment } from './people.documents';
import { lastDayOf } from './span';
import { peopleWords } from './words';

interface PersonRowProps {
  readonly held: HeldInOfficeFragment;
  /** Whether the term by which it is held stands no more. */
  readonly isOver: boolean;
  readonly seat: Seat;
}

/** One role that somebody holds. */
export function PersonRow({ held, isOver, seat }: PersonRowProps) {
  const say = useWords(peopleWords);
  const format = useFormat();
  const nameOf = useSeatName();
  const { account, role, member, term, from, until } = held;
  const what = nameOf({ bloc: seat.bloc, role, member });
  const ends = grants(seat.role).includes(role);
  const recovers = seat.role === 'ADMINISTRATOR' || (seat.role === 'LEADER_OFFICE' && role === 'OFFICER');
  return (
    <tr>
      <th scope="row">{account.name}</th>
      <td data-label={say('role')}>
        {term ? say('ofYear', { role: what, year: term.year }) : what}
        {isOver && <strong className={styles.warn}> {say('over')}</strong>}
      </td>
      <td data-label={say('from')}>{format.date(from)}</td>
      <td data-label={say('until')}>{until ? format.date(lastDayOf(until)) : say('open')}</td>
      <td data-label={say('acts')}>
        <div className={styles.cellActs}>
          {recovers && <LostAccount accountId={account.id} name={account.name} what={what} />}
          {ends && (
            <ActButton
              label={say('end')}
              rank="quiet"
              title={say('endTitle', { name: account.name, role: what })}
              confirm={say('endDo')}
              document={EndBlocRoleDocument}
              input={{ heldRoleId: held.id }}
              done={say('ended')}
            >
              <p>{say('endMeans')}</p>
            </ActButton>
          )}
        </div>
      </td>
    </tr>
  );
}
