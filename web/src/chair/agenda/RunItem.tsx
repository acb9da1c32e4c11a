import { useAct } from '../../act/use-act';
import { Button } from '../../look/Button';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { FinishAgendaItemDocument, StartAgendaItemDocument, UndoAgendaStartDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskConference } from '../conference';
import { ItemFault } from './ItemFault';
import { agendaWords } from './words';

interface RunItemProps {
  readonly item: DeskConference['agenda'][number];
  /** Whether it is the one to take up now. */
  readonly next: boolean;
}

/** The one thing to do with an item now. A wrong press can be undone, so it does not ask first. */
export function RunItem({ item, next }: RunItemProps) {
  const say = useWords(agendaWords);
  const format = useFormat();
  const start = useAct(StartAgendaItemDocument);
  const finish = useAct(FinishAgendaItemDocument);
  const undo = useAct(UndoAgendaStartDocument);
  const { id: itemId, ordinal, state } = item;
  const about = { ordinal, title: format.text(item.title) };
  const done = state === 'DONE';
  return (
    <div className={styles.acts}>
      {state === 'CURRENT' ? (
        <>
          <Button
            rank="quiet"
            busy={undo.busy}
            aria-label={say('undoOf', about)}
            onClick={() => void undo.run({ itemId })}
          >
            {say('undo')}
          </Button>
          <Button
            rank="main"
            busy={finish.busy}
            aria-label={say('finishOf', about)}
            onClick={() => void finish.run({ itemId })}
          >
            {say('finish')}
          </Button>
        </>
      ) : (
        <Button
          rank={next ? 'main' : done ? 'quiet' : 'plain'}
          busy={start.busy}
          aria-label={say(done ? 'againOf' : 'startOf', about)}
          onClick={() => void start.run({ itemId })}
        >
          {say(done ? 'again' : 'start')}
        </Button>
      )}
      <ItemFault fault={start.fault ?? finish.fault ?? undo.fault} />
    </div>
  );
}
