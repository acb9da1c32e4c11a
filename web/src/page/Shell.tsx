import { type ReactNode, useEffect } from 'react';
import { useWords } from '../words/use-words';
import { ConnectionMark } from './ConnectionMark';
import { LanguageSwitch } from './LanguageSwitch';
import styles from './page.module.css';
import { pageWords } from './words';

interface ShellProps {
  /** What the page is; its tab says it before the product's name. */
  readonly title: string;
  /** The bloc or conference at the head of the page; the product's name without one. */
  readonly name?: string | undefined;
  /** As wide as text reads well; for forms and phones. */
  readonly narrow?: boolean;
  /** From edge to edge, for the big screen. */
  readonly wide?: boolean;
  /** False on pages that follow nothing. */
  readonly live?: boolean;
  /** More for the head of the page: who is signed in, links. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** Head, skip link and main part of every page. */
export function Shell({ title, name, narrow, wide, live = true, tools, children }: ShellProps) {
  const say = useWords(pageWords);
  const product = say('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <>
      <a className={styles.skip} href="#main">
        {say('skip')}
      </a>
      <header className={styles.header}>
        <div className={[styles.bar, wide && styles.wide].filter(Boolean).join(' ')}>
          <a className={styles.name} href="/">
            <span>{name ?? product}</span>
          </a>
          {live && <ConnectionMark />}
          {tools}
          <LanguageSwitch />
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={[styles.main, narrow && styles.narrow, wide && styles.wide].filter(Boolean).join(' ')}
      >
        {children}
      </main>
    </>
  );
}
