import { ActButton } from '../../act/ActButton';
import { useConnection } from '../../connection/use-connection';
import { CheckBox } from '../../look/CheckBox';
import { Select } from '../../look/Select';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { SchedulePollDocument } from '../acts.documents';
import type { PollActsProps } from './poll-acts-props';
import { Question } from './Question';
import { pollsWords } from './words';

const minutesAhead = [1, 5, 10, 15, 30, 60];
const minutesOpen = [1, 2, 3, 5, 10];

/** When a draft opens by itself and closes, or a new closing time of an open vote; nothing chosen takes it back. */
export function SchedulePoll({ poll }: PollActsProps) {
  const say = useWords(pollsWords);
  const { clock } = useConnection();
  const { field, onOpen } = useFields();
  const [ahead, setAhead] = field<number | null>('ahead', null);
  const [minutes, setMinutes] = field<number | null>('minutes', null);
  const { ordinal, id } = poll;
  const draft = poll.state === 'DRAFT';
  const opensAt = draft && ahead ? new Date(clock.now() + ahead * 60_000).toISOString() : null;
  const [byItself, setByItself] = field('byItself', true);
  return (
    <ActButton
      onOpen={onOpen}
      label={say(draft ? 'schedule' : 'reschedule')}
      rank="quiet"
      title={say('scheduleTitle', { ordinal })}
      confirm={say('scheduleDo')}
      document={SchedulePollDocument}
      input={{ pollId: id, opensAt, minutes, closesByItself: minutes !== null && byItself }}
      done={say('scheduled', { ordinal })}
    >
      <Question poll={poll} />
      {draft && (
        <Minutes
          label={say('opensIn')}
          none={say('opensByHand')}
          offered={minutesAhead}
          value={ahead}
          onPick={setAhead}
        />
      )}
      <Minutes label={say('due')} none={say('dueNone')} offered={minutesOpen} value={minutes} onPick={setMinutes} />
      {minutes !== null && (
        <CheckBox label={say('byItself')} checked={byItself} onChange={(event) => setByItself(event.target.checked)} />
      )}
    </ActButton>
  );
}

interface MinutesProps {
  readonly label: string;
  readonly none: string;
  readonly offered: readonly number[];
  readonly value: number | null;
  onPick(minutes: number | null): void;
}

function Minutes({ label, none, offered, value, onPick }: MinutesProps) {
  const say = useWords(pollsWords);
  return (
    <Select label={label} value={value ?? ''} onChange={(event) => onPick(Number(event.target.value) || null)}>
      <option value="">{none}</option>
      {offered.map((each) => (
        <option key={each} value={each}>
          {say('dueMinutes', { minutes: each })}
        </option>
      ))}
    </Select>
  );
}
