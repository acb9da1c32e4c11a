import { printedOf } from '../../words/printed';
import styles from '../office.module.css';

interface PrintedProps {
  readonly figure: { readonly raw: string; readonly unit: string | null; readonly value: string | null };
}

/** A figure as it was printed, with its unit. */
export function Printed({ figure }: PrintedProps) {
  return (
    <span lang="vi" className={styles.whole} data-value={figure.value ?? undefined}>
      {printedOf(figure)}
    </span>
  );
}
