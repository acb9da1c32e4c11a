import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../log/canonical';
import type { Said } from './read-log';

/** What a conference keeps from its closing on, as the tables hold it. */
export interface ClosingRows {
  readonly voting: readonly string[];
  readonly signing: readonly string[];
  readonly attendance: Json;
}

/** What is wrong with what a conference keeps, against the entry that closed it. Older entries do not tell it. */
export function checkClosing(kept: ClosingRows, said: readonly Said[]): readonly string[] {
  const closed = said.findLast(({ kind }) => kind === 'conferenceClosed')?.data;
  if (closed?.attendance === undefined) return [];
  return (['voting', 'signing', 'attendance'] as const)
    .filter((part) => !isDeepStrictEqual(sorted(kept[part]), sorted(closed[part] as Json)))
    .map((part) => `its ${names[part]} are not those of its closing`);
}

const names = { voting: 'members', signing: 'signing members', attendance: 'attendance and quorum' };

/** Members by id: the log names them in the order of the bloc, which may change. */
const sorted = (value: Json): Json => (Array.isArray(value) ? value.toSorted() : value);
