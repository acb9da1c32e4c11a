import { useState } from 'react';
import { useAct } from '../../act/use-act';
import { actWords } from '../../act/words';
import { Button } from '../../look/Button';
import { Dialog } from '../../look/Dialog';
import { Notice } from '../../look/Notice';
import { useWords } from '../../words/use-words';
import { RecoverAccountDocument } from '../acts.documents';
import { goodForMinutes } from './badge';
import { OfficeBadge } from './OfficeBadge';
import { peopleWords } from './words';

interface LostAccountProps {
  readonly accountId: string;
  readonly name: string;
  /** What they hold, in words. */
  readonly what: string;
}

/** Who cannot sign in any more, or lost a device: signed out everywhere at once, and a new badge for the same account. */
export function LostAccount(props: LostAccountProps) {
  const say = useWords(peopleWords);
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

function LostDialog({ accountId, name, what, onClose }: LostAccountProps & { onClose(): void }) {
  const say = useWords(peopleWords);
  const sayAct = useWords(actWords);
  const act = useAct(RecoverAccountDocument);
  const [code, setCode] = useState<string | null>(null);
  const run = async () => {
    const data = await act.ask({ accountId, delegateId: null, ttlMinutes: goodForMinutes });
    setCode(data?.recoverAccount.code ?? null);
  };
  return (
    <Dialog
      open
      act="RecoverAccount"
      title={say('lostOf', { name })}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>{code ? say('close') : sayAct('cancel')}</Button>
          {code ? (
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
      {code ? <OfficeBadge name={name} what={what} code={code} /> : <p>{say('lostMeans')}</p>}
      {act.fault && (
        <Notice kind="bad" alert>
          {act.fault}
        </Notice>
      )}
    </Dialog>
  );
}
