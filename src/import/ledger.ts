import { randomUUID } from 'node:crypto';
import { canonicalText, type Json } from '../log/canonical';
import type { Flag } from '../request/flag';
import type { TextPair } from '../request/text-pair';
import type { Problem, Text } from './conference-file';

/** What an import does with one thing of the file. */
export type Action = 'CREATE' | 'CHANGE' | 'REMOVE' | 'LEAVE' | 'FLAG';

/** One line of a plan. `before` and `after` hold the fields that differ, or what goes; `after` the flag for a FLAG. */
export interface Entry {
  /** JSON pointer into the file. */
  readonly path: string;
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

/** Something the file would change that a conference in session, or over, already rests on. */
export interface Conflict {
  readonly path: string;
  readonly thing: string;
}

/** Fields of a row as the file gives them; an undefined one is not given. */
export type Given<E> = { readonly [K in keyof E]?: E[K] | undefined };

export interface Place {
  readonly path: string;
  readonly thing: string;
  /** True where nothing may be created, changed or removed any more. */
  readonly frozen?: boolean;
}

/** Gathers what a file comes to: lines for people, rows to write, problems and conflicts. Touches no database. */
export class Ledger {
  readonly entries: Entry[] = [];
  readonly problems: Problem[] = [];
  readonly conflicts: Conflict[] = [];
  /** Rows that go or make way for others; written before `inserts`. */
  readonly retired: Write[] = [];
  readonly inserts: Write[] = [];
  readonly updates: Write[] = [];

  /**
   * Decides on one row: created with `fresh` where the file gives nothing, changed in the fields that differ, or left.
   * @returns the row as it will stand
   */
  settle<E extends Row>(
    table: new () => E,
    place: Place,
    found: E | null | undefined,
    given: Given<E>,
    fresh: Given<E> = {},
  ): E {
    if (!found) {
      const row = { id: randomUUID(), ...defined(fresh), ...defined(given) } as unknown as E;
      this.inserts.push({ kind: 'INSERT', table, row });
      this.note(place, 'CREATE', undefined, shownFields(defined(given)));
      return row;
    }
    const changes = differing(found, given);
    if (Object.keys(changes).length === 0) {
      this.note(place, 'LEAVE');
      return found;
    }
    const before = Object.fromEntries(Object.keys(changes).map((key) => [key, found[key as keyof E]]));
    this.updates.push({ kind: 'UPDATE', table, id: found.id, changes });
    this.note(place, 'CHANGE', shownFields(before), shownFields(changes));
    return { ...found, ...changes };
  }

  /** Replaces a standing row by a new one and keeps the old, marked by `retirement`. */
  supersede<E extends Row>(table: new () => E, place: Place, old: E, retirement: Given<E>, row: E): void {
    this.retired.push({ kind: 'UPDATE', table, id: old.id, changes: defined(retirement) });
    this.inserts.push({ kind: 'INSERT', table, row });
    this.note(place, 'CHANGE', shownFields(differing(row, old)), shownFields(differing(old, row)));
  }

  /** Takes a row away: for lists that are replaced whole. */
  remove(table: Table, place: Place, row: Row): void {
    this.retired.push({ kind: 'DELETE', table, id: row.id });
    this.note(place, 'REMOVE', shownFields(row));
  }

  flag(path: string, thing: string, flag: Flag): void {
    this.entries.push({ path, thing, action: 'FLAG', after: asJson(flag) });
  }

  problem(path: string, value: string | null, problem: string, cure: string): void {
    this.problems.push({ path, value, problem, cure });
  }

  count(action: Action): number {
    return this.entries.filter((entry) => entry.action === action).length;
  }

  private note(place: Place, action: Action, before?: Json, after?: Json): void {
    const { path, thing } = place;
    if (place.frozen && action !== 'LEAVE') this.conflicts.push({ path, thing });
    this.entries.push({
      path,
      thing,
      action,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    });
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
    const held = found[key as keyof E];
    return !same(held, value) && !isUntranslated(held, value);
  });
  return Object.fromEntries(fields) as Partial<E>;
}

/** True when the file repeats a text without the English that is already known: it says nothing against it. */
function isUntranslated(held: unknown, given: unknown): boolean {
  return isPair(held) && isPair(given) && given.en === null && held.vi === given.vi;
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

/** Fields for people: ids of other rows say nothing to them. */
function shownFields(fields: object): Json {
  return asJson(Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'id' && !key.endsWith('Id'))));
}
