import { type ReactNode, useLayoutEffect, useRef } from 'react';
import styles from './screen.module.css';

/** Sizes that are tried, the largest first; the style sheet keeps letters at the least that can be read from far. */
const scales = [1.4, 1.3, 1.2, 1.1, 1, 0.95, 0.9, 0.85, 0.8, 0.75];
/** What is left out where even the smallest letters do not fit: remarks, all but the first lines of long names, who voted what. */
const tightness = ['0', '1', '1 2', '1 2 3'];

/**
 * Shows all of what is in it in the room that there is, in the largest letters that fit. The style sheet says what its
 * `--fit` and `data-tight` make of it, on a big screen only: where a page scrolls they do nothing.
 */
export function Fit({ children }: { readonly children: ReactNode }) {
  const room = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [outer, inner] = [room.current, content.current];
    if (!outer || !inner) return;
    const fits = (tight: string, scale: number) => {
      inner.dataset.tight = tight;
      inner.style.setProperty('--fit', String(scale));
      return inner.scrollHeight <= outer.clientHeight && inner.scrollWidth <= outer.clientWidth;
    };
    const fit = () => tightness.some((tight) => scales.some((scale) => fits(tight, scale)));
    const watch = new ResizeObserver(fit);
    watch.observe(outer);
    watch.observe(inner);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={room} className={styles.room}>
      <div ref={content} className={styles.fit}>
        {children}
      </div>
    </div>
  );
}
