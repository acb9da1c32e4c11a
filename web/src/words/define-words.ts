/** What one part of the pages says, by language. Both have the same keys and the same `{places}`. */
export interface Words<Vi extends Catalogue = Catalogue> {
  readonly vi: Vi;
  readonly en: Readonly<Record<keyof Vi, string>>;
}

export type Catalogue = Readonly<Record<string, string>>;

/**
 * Checks that English says all that Vietnamese says, and nothing else. `{name}` in a text is a place that `say` fills,
 * and English may have `{name|one|several}` beside it (`fill`).
 */
export function defineWords<const Vi extends Catalogue>(vi: Vi, en: Readonly<Record<keyof Vi, string>>): Words<Vi> {
  return { vi, en };
}

/** The names of the places of a text. */
export type Places<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Places<Rest>
  : never;
