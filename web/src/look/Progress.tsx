import { type ReactNode, useId } from 'react';
import styles from './progress.module.css';

interface ProgressProps {
  readonly label: ReactNode;
  readonly value: number;
  readonly max: number;
  /** How many are enough, marked on the bar. */
  readonly threshold?: number;
  /** The value in words, such as “3 of 5 signed”; shown and read aloud. */
  readonly text: string;
}

/** How far something has come, and where it is enough. */
export function Progress({ label, value, max, threshold, text }: ProgressProps) {
  const id = useId();
  const part = (count: number) => `${max > 0 ? Math.min(100, (100 * count) / max) : 0}%`;
  const enough = max > 0 && value >= (threshold ?? max);
  return (
    <div className={styles.progress}>
      <div className={styles.line}>
        <span id={id}>{label}</span>
        <span className={styles.value}>{text}</span>
      </div>
      <div
        className={styles.bar}
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuenow={value}
        aria-valuemax={max}
        aria-valuetext={text}
      >
        <div className={`${styles.done} ${enough ? styles.full : ''}`} style={{ width: part(value) }} />
        {threshold !== undefined && <div className={styles.mark} style={{ insetInlineStart: part(threshold) }} />}
      </div>
    </div>
  );
}
