import { type ReactNode, useId } from 'react';
import styles from './table.module.css';

interface TableProps {
  readonly caption: string;
  /** `<thead>` and `<tbody>`, with `scope` on each heading. */
  readonly children: ReactNode;
}

/** A table that scrolls sideways by itself where it is too wide, by keyboard too. */
export function Table({ caption, children }: TableProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-labelledby={id} tabIndex={0}>
      <table className={styles.table}>
        <caption id={id}>{caption}</caption>
        {children}
      </table>
    </section>
  );
}
