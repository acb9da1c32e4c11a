import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly title: ReactNode;
  /** What it does, as its mutation is called. */
  readonly act: string;
  /** Escape, and whatever else leaves it without an answer. */
  onClose(): void;
  /** The buttons, the safe one first: it has the focus. */
  readonly acts: ReactNode;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it holds the focus, and gives it back where it was. */
export function Dialog({ open, title, act, onClose, acts, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  // Escape is known at once, and its `close` comes later: by then the next press may have opened the dialog again.
  const closed = () => {
    if (!dialog.current?.open) onClose();
  };
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={id}
      data-act={act}
      onCancel={onClose}
      onClose={closed}
    >
      <h2 id={id}>{title}</h2>
      {children}
      <div className={styles.acts}>{acts}</div>
    </dialog>
  );
}
