import { ActButton } from '../../act/ActButton';
import { Field } from '../../look/Field';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useWords } from '../../words/use-words';
import { ChangeDeadlineDocument } from '../acts.documents';
import type { OfficeDeadline } from './office-deadline';
import { deadlinesWords } from './words';

interface ChangeDeadlineProps {
  readonly deadline: OfficeDeadline;
  readonly title: string;
}

/** Other days, or another title, with a reason: lateness is counted anew. */
export function ChangeDeadline({ deadline, title }: ChangeDeadlineProps) {
  const say = useWords(deadlinesWords);
  const { field, onOpen } = useFields();
  const [dueOn, setDueOn] = field('dueOn', deadline.dueOn);
  const [latestOn, setLatestOn] = field('latestOn', deadline.latestOn ?? '');
  const [name, setName] = field('name', deadline.title?.vi ?? '');
  const [reason, setReason] = field('reason', '');
  const other = {
    dueOn: dueOn === deadline.dueOn ? null : dueOn,
    latestOn: latestOn === (deadline.latestOn ?? '') ? null : latestOn || null,
    title: name.trim() && name.trim() !== deadline.title?.vi ? { vi: name.trim(), en: null } : null,
  };
  const differs = Object.values(other).some((value) => value !== null);
  const isSound = dueOn !== '' && (!latestOn || latestOn >= dueOn) && reason.trim().length >= 3;
  return (
    <ActButton
      onOpen={onOpen}
      label={say('change')}
      title={say('changeTitle', { title })}
      confirm={say('changeDo')}
      document={ChangeDeadlineDocument}
      input={differs && isSound ? { deadlineId: deadline.id, ...other, reason: reason.trim() } : null}
      done={say('changeDone')}
    >
      <p>{say('changeMeans')}</p>
      {deadline.title && (
        <Field
          label={say('what')}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={500}
          required
        />
      )}
      <Field
        type="date"
        label={say('dueOn')}
        value={dueOn}
        onChange={(event) => setDueOn(event.target.value)}
        required
      />
      <Field
        type="date"
        label={say('latestOn')}
        value={latestOn}
        min={dueOn || undefined}
        onChange={(event) => setLatestOn(event.target.value)}
      />
      <TextArea
        label={say('reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={2000}
        required
      />
    </ActButton>
  );
}
