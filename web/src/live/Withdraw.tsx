import type { CombinedError } from '@urql/core';
import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import { newKey } from '../bytes/new-key';
import { refusalText } from '../connection/refusal-text';
import { Button } from '../look/Button';
import { Dialog } from '../look/Dialog';
import { Notice } from '../look/Notice';
import { TextArea } from '../look/TextArea';
import { useFields } from '../look/use-fields';
import { useAnnounce } from '../page/Announcer';
import { pageWords } from '../page/words';
import { useLanguage } from '../words/language';
import { useWords } from '../words/use-words';
import { laterWords } from './later-words';
import { WithdrawSignatureDocument } from './live.documents';
import { liveWords } from './words';

interface WithdrawProps {
  readonly pactId: string;
  /** The member whose signature it is, as it is read. */
  readonly member: string;
  onDone(): void;
}

/**
 * Taking back the signature of one's member, with a reason, while the pact is open. It is sent at once or not at all:
 * what is meant to stop a pact must not come into the hall minutes later. Pressed again, it is done once, by its key.
 */
export function Withdraw({ pactId, member, onDone }: WithdrawProps) {
  const say = useWords(laterWords);
  const sayLive = useWords(liveWords);
  const sayPage = useWords(pageWords);
  const language = useLanguage();
  const announce = useAnnounce();
  const [{ fetching }, withdraw] = useMutation(WithdrawSignatureDocument);
  const [open, setOpen] = useState(false);
  const { field, onOpen } = useFields();
  const [typed, setTyped] = field('typed', '');
  const [fault, setFault] = useState<CombinedError | null>(null);
  const keys = useRef(new Map<string, string>());
  const reason = typed.trim();
  const ask = () => {
    onOpen();
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setFault(null);
  };
  const send = async () => {
    const key = keys.current.get(reason) ?? newKey();
    keys.current.set(reason, key);
    const { error } = await withdraw({ pactId, reason, key });
    if (!error?.networkError) keys.current.delete(reason);
    if (error) return setFault(error);
    close();
    announce(say('withdrawn', { member }));
    onDone();
  };
  return (
    <>
      <Button rank="quiet" aria-haspopup="dialog" onClick={ask}>
        {say('withdraw')}
      </Button>
      <Dialog
        open={open}
        act="WithdrawSignature"
        title={say('withdrawTitle', { member })}
        onClose={close}
        acts={
          <>
            <Button onClick={close}>{sayLive('back')}</Button>
            <Button rank="main" busy={fetching} disabled={reason.length < 3} onClick={() => void send()}>
              {say('withdraw')}
            </Button>
          </>
        }
      >
        <p>{say('withdrawMeans', { member })}</p>
        <TextArea
          label={say('withdrawReason')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          maxLength={2000}
          required
        />
        {fault && (
          <Notice kind="bad" alert>
            {refusalText(fault, language) ?? sayPage('unreachable')}
          </Notice>
        )}
      </Dialog>
    </>
  );
}
