import { refusalText } from '../../connection/refusal-text';
import { useWhole } from '../../connection/use-whole';
import { Notice } from '../../look/Notice';
import { Table } from '../../look/Table';
import { pageWords } from '../../page/words';
import { useLanguage } from '../../words/language';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../office.module.css';
import type { OfficeProps } from '../office-props';
import { grants } from '../seat';
import { useFresh } from '../use-fresh';
import { GrantRole } from './GrantRole';
import { PersonRow } from './PersonRow';
import {
  type HeldInOfficeFragment,
  OfficeMorePeopleDocument,
  type OfficeMorePeopleQuery,
  OfficePeopleDocument,
} from './people.documents';
import { peopleWords } from './words';

const pick = ({ bloc }: OfficeMorePeopleQuery) => bloc?.officers;

/** Who holds which role at the bloc, now or to come; giving one, ending one, and a new badge for who lost theirs. */
export function People({ seat, members, version }: OfficeProps) {
  const say = useWords(peopleWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const format = useFormat();
  const { slug } = seat.bloc;
  const { data, error } = useFresh(OfficePeopleDocument, { slug }, version);
  const held = useWhole(data?.bloc?.officers, OfficeMorePeopleDocument, { slug }, pick);
  const terms = data?.bloc?.leadership.nodes ?? [];
  const standing = new Set(terms.map(({ id }) => id));
  const isOver = ({ term }: HeldInOfficeFragment) => term !== null && !standing.has(term.id);
  const served = new Set(held.filter(({ role }) => role === 'OFFICER').map(({ member }) => member?.id));
  const unserved = members.filter(({ id }) => !served.has(id));
  return (
    <section>
      <h2>{say('title')}</h2>
      <p>{say('about')}</p>
      {!data && !error && <p>{sayPage('loading')}</p>}
      {!data && error && (
        <Notice kind="bad" alert>
          {refusalText(error, language) ?? sayPage('unreachable')}
        </Notice>
      )}
      {data?.bloc && (
        <>
          {unserved.length > 0 && (
            <Notice kind="warn">
              {say('unserved', { members: unserved.map(({ shortName }) => format.text(shortName)).join(', ') })}
            </Notice>
          )}
          {grants(seat.role).length > 0 && (
            <div className={styles.acts}>
              <GrantRole seat={seat} members={members} held={held} terms={terms} />
            </div>
          )}
          {held.length === 0 && <p>{say('none')}</p>}
          {held.length > 0 && (
            <Table caption={say('caption')} stacks>
              <thead>
                <tr>
                  <th scope="col">{say('name')}</th>
                  <th scope="col">{say('role')}</th>
                  <th scope="col">{say('from')}</th>
                  <th scope="col">{say('until')}</th>
                  <th scope="col">{say('acts')}</th>
                </tr>
              </thead>
              <tbody>
                {held.map((each) => (
                  <PersonRow key={each.id} held={each} isOver={isOver(each)} seat={seat} />
                ))}
              </tbody>
            </Table>
          )}
        </>
      )}
    </section>
  );
}
