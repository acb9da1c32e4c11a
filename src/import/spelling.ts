/** What is known by several spellings, such as a member unit or an award. */
export interface Named {
  readonly id: string;
  readonly code: string;
  readonly spellings: readonly string[];
}

/** What a written name leads to: one thing, none, or several that it could equally mean. */
export type Match<T> =
  | { readonly kind: 'ONE'; readonly thing: T }
  | { readonly kind: 'NONE' }
  | { readonly kind: 'MANY'; readonly things: readonly T[] };

/** Finds things by code or name: first by code, then as spelt, letter case aside; then loosely, by the key given. */
export class Spellings<T extends Named> {
  private readonly byCode = new Map<string, T>();
  private readonly exact = new Map<string, Set<T>>();
  private readonly loose = new Map<string, Set<T>>();

  constructor(
    things: Iterable<T>,
    private readonly looseKey: (text: string) => string,
  ) {
    for (const thing of things) {
      this.byCode.set(exactKey(thing.code), thing);
      for (const spelling of [thing.code, ...thing.spellings]) {
        put(this.exact, exactKey(spelling), thing);
        put(this.loose, looseKey(spelling), thing);
      }
    }
  }

  find(text: string): Match<T> {
    const coded = this.byCode.get(exactKey(text));
    if (coded) return { kind: 'ONE', thing: coded };
    const found = this.exact.get(exactKey(text)) ?? this.loose.get(this.looseKey(text));
    const things = [...(found ?? [])];
    const [first, second] = things;
    if (!first) return { kind: 'NONE' };
    return second ? { kind: 'MANY', things } : { kind: 'ONE', thing: first };
  }

  /** The other things that are spelt exactly so. */
  alsoSpelt(text: string, thing: T): readonly T[] {
    return [...(this.exact.get(exactKey(text)) ?? [])].filter((other) => other.id !== thing.id);
  }
}

/** Known spellings first, new ones behind; undefined when the file gives none. */
export function joined(
  known: readonly string[] | undefined,
  given: readonly string[] | undefined,
): string[] | undefined {
  return given && [...new Set([...(known ?? []), ...given])];
}

/** One key for the spellings `TP HCM`, `TPHCM`, `TP.HCM`, `tp. hcm`, and for `Hoà` and `Hòa`; the word for city is dropped. */
export function looseMemberKey(text: string): string {
  const words = fold(text)
    .replace(/(?<!\p{L})thành phố(?!\p{L})/gu, ' ')
    .replace(/(?<!\p{L})tp(?!\p{L})\.?/gu, ' ')
    .replace(/^\s*tp(?=\p{L})/u, '');
  return tidy(words);
}

/** One key for an award's name with or without `của`. */
export function looseAwardKey(text: string): string {
  return tidy(fold(text).replace(/(?<!\p{L})của(?!\p{L})/gu, ' '));
}

/** One key for a spelling whatever its letter case, blanks and Unicode form. */
export function exactKey(text: string): string {
  return fold(text).replace(/\s+/g, ' ').trim();
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Letters and digits only, the tone of each syllable moved behind it: print puts it on either vowel of a pair. */
function tidy(text: string): string {
  const syllables = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return syllables
    .map((syllable) => {
      const marks = syllable.normalize('NFD');
      return marks.replace(tones, '').normalize('NFC') + (marks.match(tones) ?? []).join('');
    })
    .join('');
}

// Grave, acute, tilde, hook above and dot below; the marks of ă, â, ê, ô, ơ and ư make other letters and stay.
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

function put<T>(map: Map<string, Set<T>>, key: string, thing: T): void {
  if (key === '') return;
  const set = map.get(key);
  if (set) set.add(thing);
  else map.set(key, new Set([thing]));
}
