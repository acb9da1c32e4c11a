import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  readonly kind?: 'plain' | 'good' | 'warn' | 'bad';
  /** Read aloud at once when it comes; without it, it is part of the page. */
  readonly alert?: boolean;
  readonly children: ReactNode;
}

export function Notice({ kind = 'plain', alert, children }: NoticeProps) {
  return (
    <div className={[styles.notice, styles[kind]].filter(Boolean).join(' ')} role={alert ? 'alert' : undefined}>
      {children}
    </div>
  );
}
