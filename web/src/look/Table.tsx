import { type ReactNode, useId, useRef } from 'react';
import { TakeAway } from './TakeAway';
import styles from './table.module.css';

interface TableProps {
  readonly caption: string;
  /** True: the caption is the heading of a part of the page, not of something within one. */
  readonly heads?: boolean;
  /**
   * True: on a phone each row is a block of its own, and each `<td>` says what it is by its `data-label`. For tables
   * whose cells hold sentences; columns that are to be compared stay columns.
   */
  readonly stacks?: boolean;
  /** `<thead>` and `<tbody>`, with `scope` on each heading. */
  readonly children: ReactNode;
}

/**
 * A table that scrolls sideways by itself where it is too wide, by keyboard too, the names of its rows staying in sight. It
 * can be taken away as a file.
 */
export function Table({ caption, heads = false, stacks = false, children }: TableProps) {
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  return (
    <div className={styles.whole}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-labelledby={id} tabIndex={0}>
        <table ref={table} className={stacks ? `${styles.table} ${styles.stacks}` : styles.table}>
          <caption id={id}>{heads ? <h2>{caption}</h2> : caption}</caption>
          {children}
        </table>
      </section>
      <TakeAway caption={caption} table={table} />
    </div>
  );
}
