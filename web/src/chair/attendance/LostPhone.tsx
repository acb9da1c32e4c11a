import { useState } from 'react';
import { useAct } from '../../act/use-act';
import { actWords } from '../../act/words';
import { Button } from '../../look/Button';
import { Dialog } from '../../look/Dialog';
import { Notice } from '../../look/Notice';
import { useFormat } from '../../words/use-format';
import { useWords } from '../../words/use-words';
import { RecoverAccountDocument } from '../acts.documents';
import { BadgeSheet } from '../badges/BadgeSheet';
import type { Badge } from '../badges/badge';
import { goodForDays } from '../badges/use-badges';
import type { DeskDelegate } from './use-delegates';
import { attendanceWords } from './words';

interface LostPhoneProps {
  readonly delegate: DeskDelegate;
  /** Name of the conference, as it stands on badges. */
  readonly conference: string;
}

/** A phone that was lost: whoever holds it is signed out at once, and the delegate gets a badge for another. */
export function LostPhone(props: LostPhoneProps) {
  const say = useWords(attendanceWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button rank="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {say('lost')}
      </Button>
      {open && <LostDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function LostDialog({ delegate, conference, onClose }: LostPhoneProps & { onClose(): void }) {
  const say = useWords(attendanceWords);
  const sayAct = useWords(actWords);
  const format = useFormat();
  const act = useAct(RecoverAccountDocument);
  const [made, setMade] = useState<Badge | null>(null);
  const name = format.text(delegate.name);
  const run = async () => {
    const ttlMinutes = goodForDays * 24 * 60;
    const data = await act.ask({ delegateId: delegate.id, accountId: null, ttlMinutes });
    const code = data?.recoverAccount.code;
    const from = delegate.member ? format.text(delegate.member.shortName) : say('others');
    if (code) setMade({ key: delegate.id, name, from, role: 'DELEGATE', code });
  };
  return (
    <Dialog
      open
      act="RecoverAccount"
      title={say('lostOf', { name })}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>{made ? say('close') : sayAct('cancel')}</Button>
          {made ? (
            <Button rank="main" onClick={() => print()}>
              {say('printBadge')}
            </Button>
          ) : (
            <Button rank="main" busy={act.busy} onClick={() => void run()}>
              {say('lostDo')}
            </Button>
          )}
        </>
      }
    >
      {made ? <BadgeSheet badges={[made]} conference={conference} /> : <p>{say('lostMeans')}</p>}
      {act.fault && (
        <Notice kind="bad" alert>
          {act.fault}
        </Notice>
      )}
    </Dialog>
  );
}
