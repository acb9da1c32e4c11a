import { Field } from '../../look/Field';
import { Select } from '../../look/Select';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import styles from '../office.module.css';
import { grants } from '../seat';
import { useSeatName } from '../use-seat-name';
import { type GrantGiven, type GrantRoleProps, newcomer } from './grant';
import { peopleWords } from './words';

interface GrantFieldsProps extends Omit<GrantRoleProps, 'held'> {
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
  readonly given: GrantGiven;
  onGiven(given: GrantGiven): void;
}

/** Who, as what, for which member or year, from when until when. */
export function GrantFields({ seat, members, terms, candidates, given, onGiven }: GrantFieldsProps) {
  const say = useWords(peopleWords);
  const format = useFormat();
  const nameOf = useSeatName();
  const roles = grants(seat.role);
  const isAdministrator = seat.role === 'ADMINISTRATOR';
  const set = (changes: Partial<GrantGiven>) => onGiven({ ...given, ...changes });
  const leaders = terms.filter(({ role }) => role === 'LEADER');
  return (
    <>
      <Select
        label={say('person')}
        hint={isAdministrator ? undefined : say('personHint')}
        value={given.person}
        onChange={(event) => set({ person: event.target.value })}
        required
      >
        <option value="">{say('choosePerson')}</option>
        {isAdministrator && <option value={newcomer}>{say('newcomer')}</option>}
        {candidates.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      {given.person === newcomer && (
        <Field
          label={say('newName')}
          value={given.name}
          onChange={(event) => set({ name: event.target.value })}
          maxLength={100}
          autoComplete="off"
          required
        />
      )}
      {roles.length > 1 && (
        <Select
          label={say('role')}
          value={given.role}
          onChange={(event) => set({ role: roles.find((each) => each === event.target.value) ?? given.role })}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {nameOf({ bloc: seat.bloc, role, member: null })}
            </option>
          ))}
        </Select>
      )}
      {given.role === 'OFFICER' && (
        <Select
          label={say('member')}
          value={given.memberId}
          onChange={(event) => set({ memberId: event.target.value })}
          required
        >
          <option value="">{say('chooseMember')}</option>
          {members.map(({ id, shortName }) => (
            <option key={id} value={id}>
              {format.text(shortName)}
            </option>
          ))}
        </Select>
      )}
      {given.role === 'LEADER_OFFICE' && (
        <Select
          label={say('term')}
          hint={leaders.length === 0 ? say('noTerm') : undefined}
          value={given.year}
          onChange={(event) => set({ year: event.target.value })}
          required
        >
          <option value="">{say('chooseTerm')}</option>
          {leaders.map(({ id, year, member }) => (
            <option key={id} value={year}>
              {say('termOf', { year, member: format.text(member.shortName) })}
            </option>
          ))}
        </Select>
      )}
      <div className={styles.pair}>
        <Field
          type="date"
          label={say('fromDay')}
          value={given.from}
          onChange={(event) => set({ from: event.target.value })}
        />
        <Field
          type="date"
          label={say('untilDay')}
          value={given.until}
          min={given.from || undefined}
          onChange={(event) => set({ until: event.target.value })}
        />
      </div>
    </>
  );
}
