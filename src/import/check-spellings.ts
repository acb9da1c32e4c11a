import type { ChangeSet } from './change-set';
import type { Text } from './conference-file';
import { faults } from './faults';
import { at } from './parse-file';
import { exactKey, type Named, type Spellings } from './spelling';

/** What one thing is called in the file: its code, its names by their keys, and other spellings. */
export interface Called {
  readonly code: string;
  readonly names: Readonly<Record<string, Text | undefined>>;
  readonly aliases: readonly string[] | undefined;
}

/**
 * Two things spelt the same could never be told apart by that spelling, and where it is the code of one of them the other
 * could not be reached by it at all. A spelling given twice to one thing is told once.
 * @param path of the list the things stand in
 */
export function checkSpellings<T extends Named>(
  changes: ChangeSet,
  what: 'member' | 'award',
  path: string,
  spellings: Spellings<T>,
  list: readonly Called[] | undefined,
): void {
  const written = new Set(list?.flatMap((given) => spelt(given, '').map(({ text }) => exactKey(text))));
  list?.forEach((given, index) => {
    const match = spellings.find(given.code);
    if (match.kind !== 'ONE') return;
    const told = new Set<string>();
    // Where the file gives the other's name as well, the fault is told there.
    const code = written.has(exactKey(given.code)) ? [] : [ofCode(given, at(path, index))];
    for (const { place, text, where } of [...code, ...spelt(given, at(path, index))]) {
      const [other] = spellings.alsoSpelt(text, match.thing);
      if (!other || told.has(text)) continue;
      told.add(text);
      changes.problem(place, text, faults.spellingTaken(what, other.code, where));
    }
  });
}

interface Spelt {
  readonly place: string;
  readonly text: string;
  readonly where: 'CODE' | 'NAME' | 'ALIAS';
}

function ofCode({ code }: Called, path: string): Spelt {
  return { place: at(path, 'code'), text: code, where: 'CODE' };
}

function spelt({ names, aliases = [] }: Called, path: string): readonly Spelt[] {
  const named = Object.entries(names).flatMap(([key, name]) => spokenNames(at(path, key), name));
  return [
    ...named.map((name) => ({ ...name, where: 'NAME' as const })),
    ...aliases.map((text, index) => ({
      place: at(at(path, 'aliases'), index),
      text,
      where: 'ALIAS' as const,
    })),
  ];
}

function spokenNames(place: string, name: Text | undefined): readonly Omit<Spelt, 'where'>[] {
  if (name === undefined) return [];
  if (typeof name === 'string') return [{ place, text: name }];
  return Object.entries(name).map(([language, text]) => ({ place: at(place, language), text }));
}
