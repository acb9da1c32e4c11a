import type { Json } from '../log/canonical';
import type { InBothLanguages } from './conference-file';

/** Why a thing may not be touched any more. */
export interface Freeze {
  /** What is fixed of a known thing; all of it, and that there be no other, where nothing is named. */
  readonly fields?: readonly string[];
  /** What does in the hall what the file would do; it follows "or". */
  readonly instead: InBothLanguages;
}

/** Something the file would change that a conference in session, or over, already rests on. */
export interface Conflict {
  /** JSON pointer into the file. */
  readonly path: string;
  /** Line in the file, from 1, where it is known. */
  readonly line?: number;
  readonly thing: string;
  /** The fields that differ as they are; null for a thing that is not there. */
  readonly stored: Json;
  /** The same fields as the file would have them; null for a thing it would take away. */
  readonly given: Json;
  readonly cure: InBothLanguages;
}

export interface Difference {
  readonly path: string;
  readonly thing: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** What a difference does against a freeze, or null where it touches nothing that is fixed. */
export function conflictOf({ path, thing, before, after }: Difference, freeze: Freeze): Conflict | null {
  const { fields, instead } = freeze;
  if (fields && (before === undefined || after === undefined)) return null;
  const [stored, given] = [part(before, fields), part(after, fields)];
  if (fields && Object.keys(given ?? {}).length === 0) return null;
  const { vi, en } = restored(before, after);
  return { path, thing, stored, given, cure: { vi: `${vi}, hoặc ${instead.vi}.`, en: `${en}, or ${instead.en}.` } };
}

function part(values: Json | undefined, fields: readonly string[] | undefined): Json {
  if (values === undefined || !fields) return values ?? null;
  return Object.fromEntries(Object.entries(values ?? {}).filter(([key]) => fields.includes(key)));
}

function restored(before: Json | undefined, after: Json | undefined): InBothLanguages {
  if (before === undefined) return { vi: 'Bỏ khỏi tệp', en: 'Leave it out of the file' };
  return after === undefined
    ? { vi: 'Ghi lại vào tệp', en: 'Put it back into the file' }
    : { vi: 'Khôi phục giá trị cũ trong tệp', en: 'Restore the old value in the file' };
}
