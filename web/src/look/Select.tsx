import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './field.module.css';

interface SelectProps extends ComponentProps<'select'> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** `<option>`s. */
  readonly children: ReactNode;
}

/** One of a few, by the browser's own list. */
export function Select({ label, hint, children, className, ...rest }: SelectProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <select
        {...rest}
        id={id}
        className={[styles.input, className].filter(Boolean).join(' ')}
        aria-describedby={hint ? `${id}-hint` : undefined}
      >
        {children}
      </select>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
