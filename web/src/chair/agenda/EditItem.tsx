import { ActButton } from '../../act/ActButton';
import { useAct } from '../../act/use-act';
import { Button } from '../../look/Button';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { CorrectAgendaItemDocument, MoveAgendaItemDocument, RemoveAgendaItemDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskConference } from '../conference';
import { ItemFault } from './ItemFault';
import { TitleFields, titleOf } from './TitleFields';
import { agendaWords } from './words';

export interface PlaceOnAgenda {
  /** From 1. */
  readonly place: number;
  readonly of: number;
}

interface EditItemProps extends PlaceOnAgenda {
  readonly item: DeskConference['agenda'][number];
}

/** Corrects and moves an item, and takes it off the agenda when it was never begun. */
export function EditItem({ item, place, of }: EditItemProps) {
  const say = useWords(agendaWords);
  const format = useFormat();
  const move = useAct(MoveAgendaItemDocument);
  const { id: itemId, ordinal } = item;
  const about = { ordinal, title: format.text(item.title) };
  const moves = [
    { way: 'up', to: place - 1, possible: place > 1 },
    { way: 'down', to: place + 1, possible: place < of },
  ] as const;
  return (
    <div className={styles.acts}>
      {moves.map(({ way, to, possible }) => (
        <Button
          key={way}
          disabled={!possible}
          busy={move.busy}
          aria-label={say(`${way}Of`, about)}
          onClick={() => void move.run({ itemId, place: to })}
        >
          {say(way)}
        </Button>
      ))}
      <CorrectItem key={JSON.stringify(item.title)} item={item} />
      {item.state === 'PENDING' && item.startedAt === null && (
        <ActButton
          label={say('remove')}
          rank="quiet"
          title={say('removeTitle', { ordinal })}
          confirm={say('remove')}
          document={RemoveAgendaItemDocument}
          input={{ itemId }}
          done={say('removed', { ordinal })}
        >
          <p>
            <strong>{about.title}</strong>
          </p>
          <p>{say('removeMeans')}</p>
        </ActButton>
      )}
      <ItemFault fault={move.fault} />
    </div>
  );
}

function CorrectItem({ item }: Pick<EditItemProps, 'item'>) {
  const say = useWords(agendaWords);
  const { field, onOpen } = useFields();
  const [typed, setTyped] = field('typed', { vi: item.title.vi, en: item.title.en ?? '' });
  const { ordinal } = item;
  const title = titleOf(typed);
  return (
    <ActButton
      onOpen={onOpen}
      label={say('correct')}
      title={say('correctTitle', { ordinal })}
      confirm={say('save')}
      document={CorrectAgendaItemDocument}
      input={title && { itemId: item.id, title }}
      done={say('corrected', { ordinal })}
    >
      <TitleFields typed={typed} onTyped={setTyped} />
    </ActButton>
  );
}
