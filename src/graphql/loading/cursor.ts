import { createHash } from 'node:crypto';
import { Refusal } from '../../errors/refusal';

/** A value of a cursor: what one key of its list has at its item. */
export type CursorValue = string | number;

/** Which list a cursor is of: its name, whose list it is, and what it was asked for, as plain JSON. */
export interface ListIdentity {
  readonly name: string;
  readonly parentId: string | null;
  readonly filter: unknown;
}

/**
 * Tells a list from every other, in few characters. What the viewer may see does not count: it follows from who asks, and
 * a reader who signs in goes on where they were.
 */
export function listTag({ name, parentId, filter }: ListIdentity): string {
  const { visibility: _, ...asked } = { visibility: null, ...(filter as object | null) };
  const sorted = Object.entries(asked).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([name, parentId, sorted]))
    .digest('base64url')
    .slice(0, 8);
}

/** The cursor of an item: the tag of its list and the values its keys have there, so that no other list takes it. */
export function cursorOf(tag: string, values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify([tag, ...values])).toString('base64url');
}

/**
 * The values in a cursor of the list; null for no cursor.
 * @param length how many there are
 * @throws Refusal BAD_USER_INPUT for a cursor that is not of this list
 */
export function readCursor(
  tag: string,
  length: number,
  argument: 'after' | 'before',
  cursor: string | null,
): readonly CursorValue[] | null {
  if (cursor === null) return null;
  const [written, ...values] = contentOf(cursor);
  if (written === undefined) throw badCursor(argument);
  if (written !== tag) throw foreignCursor(argument);
  if (values.length !== length) throw badCursor(argument);
  return values;
}

/** What stands in a cursor; nothing when it is none of ours. */
function contentOf(cursor: string): readonly CursorValue[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const isOurs = Array.isArray(read) && read.every((value) => typeof value === 'string' || typeof value === 'number');
    return isOurs ? read : [];
  } catch {
    return [];
  }
}

export function badCursor(argument: 'after' | 'before'): Refusal {
  return new Refusal('BAD_USER_INPUT', { argument, cure: 'Pass a cursor of the same list unchanged.' });
}

function foreignCursor(argument: 'after' | 'before'): Refusal {
  return new Refusal('BAD_USER_INPUT', {
    argument,
    problem: 'The cursor is of another list, or of this one asked for with other arguments.',
    cure: 'Pass a cursor of the same field of the same thing, with the same filters and order.',
  });
}
