import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  readonly title: ReactNode;
  /** Escape, and whatever else leaves it without an answer. */
  onClose(): void;
  /** The buttons, the safe one first: it has the focus. */
  readonly acts: ReactNode;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it holds the focus, and gives it back where it was. */
export function Dialog({ open, title, onClose, acts, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {children}
      <div className={styles.acts}>{acts}</div>
    </dialog>
  );
}
