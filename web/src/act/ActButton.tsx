import { type ReactNode, useState } from 'react';
import { Button } from '../look/Button';
import { Dialog } from '../look/Dialog';
import { Notice } from '../look/Notice';
import { useAnnounce } from '../page/Announcer';
import { useWords } from '../words/use-words';
import { type ActDocument, useAct } from './use-act';
import { actWords } from './words';

interface ActButtonProps<Input> {
  /** On the button that opens the question. */
  readonly label: string;
  readonly rank?: 'main' | 'plain' | 'quiet';
  /** The question. */
  readonly title: string;
  /** On the button that does it: the verb, not “OK”. */
  readonly confirm: string;
  readonly document: ActDocument<Input>;
  /** Null while what was filled in is not complete. */
  readonly input: Omit<Input, 'idempotencyKey'> | null;
  /** False for an act that takes no idempotency key. */
  readonly keyed?: boolean;
  /** Read aloud once it is done. */
  readonly done: string;
  onDone?(): void;
  /** Begins its fields anew. */
  onOpen?(): void;
  /** What it will mean, and fields where more is needed. */
  readonly children: ReactNode;
}

/** An act that asks first: its dialog names the consequence, shows a refusal with its cure, and closes once it is done. */
export function ActButton<Input>(props: ActButtonProps<Input>) {
  const {
    label,
    rank = 'plain',
    title,
    confirm,
    document,
    input,
    done,
    onDone,
    onOpen,
    keyed = true,
    children,
  } = props;
  const say = useWords(actWords);
  const announce = useAnnounce();
  const act = useAct(document, { keyed });
  const [open, setOpen] = useState(false);
  const ask = () => {
    onOpen?.();
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    act.forget();
  };
  const run = async () => {
    if (!input || !(await act.run(input))) return;
    setOpen(false);
    announce(done);
    onDone?.();
  };
  return (
    <>
      <Button rank={rank} aria-haspopup="dialog" onClick={ask}>
        {label}
      </Button>
      <Dialog
        open={open}
        act={actOf(document)}
        title={title}
        onClose={close}
        acts={
          <>
            <Button onClick={close}>{say('cancel')}</Button>
            <Button rank="main" busy={act.busy} disabled={!input} onClick={() => void run()}>
              {confirm}
            </Button>
          </>
        }
      >
        {open && children}
        {act.fault && (
          <Notice kind="bad" alert>
            {act.fault}
          </Notice>
        )}
      </Dialog>
    </>
  );
}

/** What the mutation of a document is called. */
function actOf<Input>({ definitions: [first] }: ActDocument<Input>): string {
  return (first?.kind === 'OperationDefinition' && first.name?.value) || '';
}
