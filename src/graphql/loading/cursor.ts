import { Refusal } from '../../errors/refusal';

/** A value of a cursor: what one key of its list has at its item. */
export type CursorValue = string | number;

/** The cursor of an item: the name of its list and the values its keys have there, so that no other list takes it. */
export function cursorOf(list: string, values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify([list, ...values])).toString('base64url');
}

/**
 * The values in a cursor of the list; null for no cursor.
 * @throws Refusal BAD_USER_INPUT for a cursor that is not of this list
 */
export function readCursor(list: string, length: number, cursor: string | null): readonly CursorValue[] | null {
  if (cursor === null) return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(read) && read.length === length + 1 && read[0] === list) {
      const values = read.slice(1);
      if (values.every((value) => typeof value === 'string' || typeof value === 'number')) return values;
    }
  } catch {
    // Not JSON: refused below like any other cursor that is not ours.
  }
  throw badCursor();
}

export function badCursor(): Refusal {
  return new Refusal('BAD_USER_INPUT', { argument: 'after', cure: 'Pass an endCursor of the same list unchanged.' });
}
