import type { ComponentProps } from 'react';
import styles from './button.module.css';

interface ButtonProps extends ComponentProps<'button'> {
  /** `main` is for the one thing this part of the page is for; `quiet` for what is seldom needed. */
  readonly rank?: 'main' | 'plain' | 'quiet';
  /** As wide as what it stands in. */
  readonly wide?: boolean;
  /** At work: it stays focusable, and a second press does nothing. */
  readonly busy?: boolean;
}

export function Button({ rank = 'plain', wide, busy, onClick, type = 'button', className, ...rest }: ButtonProps) {
  const names = [styles.button, rank === 'plain' ? '' : styles[rank], wide && styles.wide, className];
  return (
    <button
      {...rest}
      type={type}
      className={names.filter(Boolean).join(' ')}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  );
}
