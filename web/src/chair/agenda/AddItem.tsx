import { ActButton } from '../../act/ActButton';
import { Select } from '../../look/Select';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { AddAgendaItemDocument } from '../acts.documents';
import type { DeskProps } from '../conference';
import { TitleFields, titleOf } from './TitleFields';
import { agendaWords } from './words';

const nothing = { vi: '', en: '' };

/** A further item, after any other: last unless chosen otherwise. */
export function AddItem({ conference }: Pick<DeskProps, 'conference'>) {
  const say = useWords(agendaWords);
  const format = useFormat();
  const { field, onOpen } = useFields();
  const [typed, setTyped] = field('typed', nothing);
  const [after, setAfter] = field<number | null>('after', null);
  const { id: conferenceId, agenda } = conference;
  const title = titleOf(typed);
  return (
    <ActButton
      onOpen={onOpen}
      label={say('add')}
      title={say('addTitle')}
      confirm={say('add')}
      document={AddAgendaItemDocument}
      input={title && { conferenceId, title, place: after === null ? null : after + 1 }}
      done={say('added')}
    >
      <TitleFields typed={typed} onTyped={setTyped} />
      <Select
        label={say('place')}
        value={after ?? agenda.length}
        onChange={(event) => setAfter(Number(event.target.value))}
      >
        <option value={0}>{say('placeFirst')}</option>
        {agenda.map(({ id, ordinal, title: of }, index) => (
          <option key={id} value={index + 1}>
            {say('placeAfter', { ordinal, title: format.text(of) })}
          </option>
        ))}
      </Select>
    </ActButton>
  );
}
