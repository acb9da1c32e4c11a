import { ActButton } from '../../act/ActButton';
import { TextArea } from '../../look/TextArea';
import { useFields } from '../../look/use-fields';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { ConfirmActDocument, DeclineActDocument, WithdrawActDocument } from '../acts.documents';
import styles from '../chair.module.css';
import type { DeskPendingAct } from '../conference';
import { type What, whatOf } from './what-of';
import { confirmationWords } from './words';

interface PendingActsProps {
  readonly acts: readonly DeskPendingAct[];
  /** Account of whoever looks. */
  readonly accountId: string | null;
}

/** What was asked for and waits for a second person; nothing where nothing waits. */
export function PendingActs({ acts, accountId }: PendingActsProps) {
  const say = useWords(confirmationWords);
  if (acts.length === 0) return null;
  return (
    <section className={styles.panel} data-on="true" aria-labelledby="pending-acts" aria-live="polite">
      <h2 id="pending-acts">{say('title')}</h2>
      <ul className={styles.rows}>
        {acts.map((act) => (
          <Pending key={act.id} act={act} own={act.askedById === accountId} />
        ))}
      </ul>
    </section>
  );
}

function Pending({ act, own }: { readonly act: DeskPendingAct; readonly own: boolean }) {
  const say = useWords(confirmationWords);
  const format = useFormat();
  const { askedBy: name, askedByRole, askedAt } = act;
  const what = whatOf(act, say, format);
  const role =
    askedByRole === 'CHAIR' || askedByRole === 'SECRETARY' || askedByRole === 'APP' ? askedByRole : 'ADMINISTRATOR';
  return (
    <li className={styles.row}>
      <div>
        <strong>{what.title}</strong>
        <Lines lines={what.lines} />
        <p className={styles.soft}>{say('asked', { name, role: say(role), time: format.time(askedAt) })}</p>
        {own && <p>{say('own')}</p>}
      </div>
      <div className={styles.acts}>
        {own ? <Withdraw id={act.id} what={what} /> : <Settle id={act.id} what={what} />}
      </div>
    </li>
  );
}

interface WhichProps {
  readonly id: string;
  readonly what: What;
}

function Settle({ id, what }: WhichProps) {
  const say = useWords(confirmationWords);
  const { field, onOpen } = useFields();
  const [why, setWhy] = field('why', '');
  const given = why.trim();
  return (
    <>
      <ActButton
        label={say('confirm')}
        rank="main"
        title={say('confirmTitle', { what: what.title })}
        confirm={say('confirm')}
        document={ConfirmActDocument}
        input={{ pendingActId: id }}
        done={say('confirmed', { what: what.title })}
      >
        <Lines lines={what.lines} />
        <p>{say('confirmMeans')}</p>
      </ActButton>
      <ActButton
        onOpen={onOpen}
        label={say('decline')}
        title={say('declineTitle', { what: what.title })}
        confirm={say('decline')}
        document={DeclineActDocument}
        input={given.length === 0 || given.length >= 3 ? { pendingActId: id, why: given || null } : null}
        done={say('declined', { what: what.title })}
      >
        <p>{say('declineMeans')}</p>
        <TextArea
          label={say('declineWhy')}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
          maxLength={2000}
        />
      </ActButton>
    </>
  );
}

function Withdraw({ id, what }: WhichProps) {
  const say = useWords(confirmationWords);
  return (
    <ActButton
      label={say('withdraw')}
      title={say('withdrawTitle', { what: what.title })}
      confirm={say('withdraw')}
      document={WithdrawActDocument}
      input={{ pendingActId: id }}
      done={say('withdrawn', { what: what.title })}
    >
      <p>{say('withdrawMeans')}</p>
    </ActButton>
  );
}

function Lines({ lines }: Pick<What, 'lines'>) {
  return lines.map((line) => <p key={line}>{line}</p>);
}
