import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './field.module.css';

interface FieldProps extends ComponentProps<'input'> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong with it, read aloud when it comes. */
  readonly fault?: ReactNode;
}

/** A labelled line of input, with its hint and its fault tied to it. */
export function Field({ label, hint, fault, className, ...rest }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={[styles.input, className].filter(Boolean).join(' ')}
        aria-describedby={`${id}-hint ${id}-fault`}
        aria-invalid={fault ? true : undefined}
      />
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <p id={`${id}-fault`} className={styles.fault} role="alert">
        {fault}
      </p>
    </div>
  );
}
