import { randomUUID } from 'node:crypto';
import type { Flag } from '../graphql/types/flag';
import type { TextPair } from '../graphql/types/text-pair';
import { canonicalText, type Json } from '../log/canonical';
import type { InBothLanguages, Problem, Text } from './conference-file';
import { type Fault, faults } from './faults';
import { type Conflict, conflictOf, type Freeze } from './freeze';

/** What an import does with one thing of the file. */
export type Action = 'CREATE' | 'CHANGE' | 'REMOVE' | 'LEAVE' | 'FLAG';

/** One line of a plan. `before` and `after` hold the fields that differ, or what goes; `after` the flag for a FLAG. */
export interface Change {
  /** JSON pointer into the file. */
  readonly path: string;
  /** Where it stands; of a FLAG, where known. */
  readonly line?: number;
  /** What it is, such as `member hai-phong`. */
  readonly thing: string;
  readonly action: Action;
  readonly before?: Json;
  readonly after?: Json;
}

export interface Row {
  readonly id: string;
}

type Table = new () => Row;

/** One row to write. Rows point only to rows written before them; nothing points to one that is deleted. */
export type Write =
  | { readonly kind: 'INSERT'; readonly table: Table; readonly row: Row }
  | { readonly kind: 'UPDATE'; readonly table: Table; readonly id: string; readonly changes: object }
  | { readonly kind: 'DELETE'; readonly table: Table; readonly id: string };

/** Fields of a row as the file gives them; an undefined one is not given. */
export type Given<E> = { readonly [K in keyof E]?: E[K] | undefined };

export interface Place {
  readonly path: string;
  readonly thing: string;
  /** Where it may not be touched any more. */
  readonly frozen?: Freeze | null;
}

/** Gathers what a file comes to: lines for people, rows to write, problems and conflicts. Touches no database. */
export class ChangeSet {
  readonly entries: Change[] = [];
  readonly problems: Problem[] = [];
  readonly conflicts: Conflict[] = [];
  /** Rows that go or make way for others; written before `inserts`. */
  readonly retired: Write[] = [];
  readonly inserts: Write[] = [];
  readonly updates: Write[] = [];
  /** Codes of rows that others point to. */
  private readonly codes = new Map<string, string>();

  /** @param known rows of the database that others may point to, for naming them */
  constructor(known: Iterable<Row & { readonly code: string }>) {
    for (const { id, code } of known) this.codes.set(id, code);
  }

  /**
   * Decides on one row: created with `fresh` where the file gives nothing, changed in the fields that differ, or left.
   * @returns the row as it will stand
   */
  upsert<E extends Row>(
    table: new () => E,
    place: Place,
    found: E | null | undefined,
    given: Given<E>,
    fresh: Given<E> = {},
  ): E {
    if (!found) {
      const row = { id: randomUUID(), ...defined(fresh), ...defined(given) } as unknown as E;
      this.inserts.push({ kind: 'INSERT', table, row });
      if ('code' in row && typeof row.code === 'string') this.codes.set(row.id, row.code);
      this.note(place, 'CREATE', undefined, this.shown(defined(given)));
      return row;
    }
    const changes = differing(found, given);
    if (Object.keys(changes).length === 0) {
      this.note(place, 'LEAVE');
      return found;
    }
    const before = Object.fromEntries(Object.keys(changes).map((key) => [key, found[key as keyof E]]));
    this.updates.push({ kind: 'UPDATE', table, id: found.id, changes });
    this.note(place, 'CHANGE', this.shown(before), this.shown(changes));
    return { ...found, ...changes };
  }

  /** Replaces a standing row by a new one and keeps the old, marked by `retirement`. */
  supersede<E extends Row>(table: new () => E, place: Place, old: E, retirement: Given<E>, row: E): void {
    this.retired.push({ kind: 'UPDATE', table, id: old.id, changes: defined(retirement) });
    this.inserts.push({ kind: 'INSERT', table, row });
    this.note(place, 'CHANGE', this.shown(differing(row, old)), this.shown(differing(old, row)));
  }

  /** Takes a row away: for lists that are replaced whole. */
  remove(table: Table, place: Place, row: Row): void {
    this.retired.push({ kind: 'DELETE', table, id: row.id });
    this.note(place, 'REMOVE', this.shown(row));
  }

  flag(path: string, thing: string, flag: Flag): void {
    this.entries.push({ path, thing, action: 'FLAG', after: asJson(flag) });
  }

  problem(path: string, value: string | null, fault: Fault): void {
    this.problems.push({ path, value, ...fault });
  }

  /** Notes each key a new thing cannot do without. */
  need(path: string, keys: object, because: InBothLanguages): void {
    for (const [key, value] of Object.entries(keys)) {
      if (value === undefined) this.problem(path, null, faults.missingKey(key, because));
    }
  }

  count(action: Action): number {
    return this.entries.filter((entry) => entry.action === action).length;
  }

  private note(place: Place, action: Action, before?: Json, after?: Json): void {
    const { path, thing } = place;
    const conflict =
      place.frozen && action !== 'LEAVE' ? conflictOf({ path, thing, before, after }, place.frozen) : null;
    if (conflict) this.conflicts.push(conflict);
    this.entries.push({
      path,
      thing,
      action,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    });
  }

  /** Fields for people: a row that is pointed to is named by its code, since its id says nothing to them. */
  private shown(fields: object): Json {
    const entries = Object.entries(fields).flatMap(([key, value]): readonly (readonly [string, unknown])[] => {
      if (key !== 'id' && !key.endsWith('Id')) return [[key, value]];
      const code = value === null ? null : this.codes.get(value as string);
      return key === 'id' || code === undefined ? [] : [[key.slice(0, -2), code]];
    });
    return asJson(Object.fromEntries(entries));
  }
}

/** A text of the file as it is stored. */
export function pair(text: Text): TextPair;
export function pair(text: Text | undefined): TextPair | undefined;
export function pair(text: Text | undefined): TextPair | undefined {
  if (text === undefined) return undefined;
  return typeof text === 'string' ? { vi: text, en: null } : { vi: text.vi, en: text.en ?? null };
}

function defined<E>(given: Given<E>): Partial<E> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<E>;
}

function differing<E extends Row>(found: E, given: Given<E>): Partial<E> {
  const fields = Object.entries(defined(given)).filter(([key, value]) => {
    const existing = found[key as keyof E];
    return !same(existing, value) && !isUntranslated(existing, value);
  });
  return Object.fromEntries(fields) as Partial<E>;
}

/** True when the file repeats a text without the English that is already known: it says nothing against it. */
function isUntranslated(existing: unknown, given: unknown): boolean {
  return isPair(existing) && isPair(given) && given.en === null && existing.vi === given.vi;
}

function isPair(value: unknown): value is TextPair {
  return typeof value === 'object' && value !== null && 'vi' in value && 'en' in value;
}

function same(a: unknown, b: unknown): boolean {
  return canonicalText(asJson(a)) === canonicalText(asJson(b));
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json;
}
