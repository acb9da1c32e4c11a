import type { ComponentProps, MouseEvent } from 'react';
import { go } from './path';

interface LinkProps extends ComponentProps<'a'> {
  /** An address of the page it stands on. */
  readonly href: string;
}

/** A link within one page: followed without loading it again; a new tab or window is the browser's affair as ever. */
export function Link({ href, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(href);
  };
  return <a {...rest} href={href} onClick={follow} />;
}
