import { ActButton } from '../../act/ActButton';
import { CheckBox } from '../../look/CheckBox';
import { Notice } from '../../look/Notice';
import { Select } from '../../look/Select';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { AppointLeadershipDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskConference } from '../conference';
import { leadershipWords } from './words';

const modes = ['ROTATION', 'ELECTED', 'ASSIGNED', 'ANNOUNCED'] as const;

interface AppointProps {
  readonly conference: DeskConference;
  /** Years that may be announced, the one it opens first. */
  readonly years: readonly number[];
}

/** One leader and any number of deputies for a year, named in a sentence before it is done. */
export function Appoint({ conference, years }: AppointProps) {
  const say = useWords(leadershipWords);
  const format = useFormat();
  const { kind } = conference.bloc;
  const members = conference.signingMembers;
  const { field, onOpen } = useFields();
  const [year, setYear] = field('year', years[0] ?? 0);
  const [leaderId, setLeaderId] = field('leaderId', '');
  const [deputies, setDeputies] = field<readonly string[]>('deputies', []);
  const [mode, setMode] = field<(typeof modes)[number]>('mode', 'ANNOUNCED');
  const deputyIds = deputies.filter((id) => id !== leaderId);
  const nameOf = (id: string) => {
    const member = members.find((each) => each.id === id);
    return member ? format.text(member.shortName) : '';
  };
  const who = [
    say('leaderIs', { role: say(`LEADER_${kind}`), member: nameOf(leaderId) }),
    deputyIds.length > 0 && say('deputyIs', { role: say(`DEPUTY_${kind}`), members: deputyIds.map(nameOf).join(', ') }),
  ];
  return (
    <ActButton
      onOpen={onOpen}
      label={say('appoint')}
      rank="main"
      title={say('appointTitle', { roles: say(`title_${kind}`) })}
      confirm={say('appoint')}
      document={AppointLeadershipDocument}
      input={leaderId ? { conferenceId: conference.id, year, leaderId, deputyIds: [...deputyIds], mode } : null}
      done={say('done', { year })}
    >
      {years.length > 1 && (
        <Select label={say('year')} value={year} onChange={(event) => setYear(Number(event.target.value))}>
          {years.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </Select>
      )}
      <Select
        label={say('leader', { role: say(`LEADER_${kind}`) })}
        value={leaderId}
        onChange={(event) => setLeaderId(event.target.value)}
      >
        <option value="">{say('choose')}</option>
        {members.map(({ id }) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </Select>
      <fieldset className={styles.fields}>
        <legend>{say('deputies', { role: say(`DEPUTY_${kind}`) })}</legend>
        {members
          .filter(({ id }) => id !== leaderId)
          .map(({ id }) => (
            <CheckBox
              key={id}
              label={nameOf(id)}
              checked={deputies.includes(id)}
              onChange={(event) =>
                setDeputies(event.target.checked ? [...deputies, id] : deputies.filter((each) => each !== id))
              }
            />
          ))}
      </fieldset>
      <Select
        label={say('mode')}
        value={mode}
        onChange={(event) => setMode(modes.find((each) => each === event.target.value) ?? 'ANNOUNCED')}
      >
        {modes.map((each) => (
          <option key={each} value={each}>
            {say(each)}
          </option>
        ))}
      </Select>
      <Notice>{leaderId ? say('means', { year, leader: who.filter(Boolean).join('; ') }) : say('pick')}</Notice>
    </ActButton>
  );
}
