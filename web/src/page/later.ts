import { type ComponentType, lazy } from 'react';

/** Between two tries to fetch a part, in milliseconds. */
const againMs = 2_000;

/** A part of a page that is fetched when it is first shown. One that cannot be fetched is tried again: it must not end the page. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const tried = async (): Promise<{ default: ComponentType<Props> }> => {
    try {
      return { default: await load() };
    } catch {
      await new Promise((resolve) => setTimeout(resolve, againMs));
      return tried();
    }
  };
  return lazy(tried);
}
