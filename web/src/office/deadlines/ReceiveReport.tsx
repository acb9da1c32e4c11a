import { ActButton } from '../../act/ActButton';
import { useConnection } from '../../connection/use-connection';
import { Field } from '../../look/Field';
import { Select } from '../../look/Select';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { ReceiveReportDocument } from '../acts.documents';
import { dayOf } from '../calendar';
import type { OfficeDeadline } from './office-deadline';
import { deadlinesWords } from './words';

interface ReceiveReportProps {
  readonly deadline: OfficeDeadline;
  readonly title: string;
}

/** The day on which something came on paper: today, unless another is given. */
export function ReceiveReport({ deadline, title }: ReceiveReportProps) {
  const say = useWords(deadlinesWords);
  const format = useFormat();
  const { clock } = useConnection();
  const today = dayOf(clock.now());
  const { field, onOpen } = useFields();
  const [memberId, setMemberId] = field('memberId', '');
  const [receivedOn, setReceivedOn] = field('receivedOn', today);
  const isWhole = memberId !== '' && receivedOn !== '' && receivedOn <= today;
  // Those that owe it first.
  const items = [...deadline.items].sort((a, b) => Number(a.receivedOn !== null) - Number(b.receivedOn !== null));
  return (
    <ActButton
      onOpen={onOpen}
      label={say('receive')}
      title={say('receiveTitle', { title })}
      confirm={say('receiveDo')}
      document={ReceiveReportDocument}
      input={isWhole ? { deadlineId: deadline.id, memberId, receivedOn } : null}
      done={say('receiveDone')}
    >
      <p>{say('receiveMeans')}</p>
      <Select label={say('member')} value={memberId} onChange={(event) => setMemberId(event.target.value)} required>
        <option value="">{say('choose')}</option>
        {items.map(({ member, receivedOn: day }) => (
          <option key={member.id} value={member.id}>
            {day
              ? say('hasCome', { member: format.text(member.shortName), day: format.date(day) })
              : format.text(member.shortName)}
          </option>
        ))}
      </Select>
      <Field
        type="date"
        label={say('receivedOn')}
        value={receivedOn}
        max={today}
        onChange={(event) => setReceivedOn(event.target.value)}
        required
      />
    </ActButton>
  );
}
