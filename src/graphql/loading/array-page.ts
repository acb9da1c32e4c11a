import { beyond, Connection, type PageRequest, type PageRows } from './connection';
import { badCursor } from './cursor';

/** A page of a list that is already read. The cursor of an item is its place in decimal digits, from 1. */
export function arrayPage<T>(items: readonly T[], page: PageRequest): Connection<T> {
  const read = async (): Promise<PageRows<T>> => {
    const from = page.after === null ? 0 : placeOf('after', page.after);
    const to = page.before === null ? items.length : Math.min(items.length, placeOf('before', page.before) - 1);
    const between = items.map((node, index) => ({ node, cursor: String(index + 1) })).slice(from, Math.max(from, to));
    const edges = page.fromEnd ? between.slice(-page.size) : between.slice(0, page.size);
    return { edges, ...beyond(page, between.length > page.size) };
  };
  return new Connection(read, async () => items.length);
}

/** @throws Refusal BAD_USER_INPUT */
function placeOf(argument: 'after' | 'before', cursor: string): number {
  if (!/^[1-9]\d{0,8}$/.test(cursor)) throw badCursor(argument);
  return Number(cursor);
}
