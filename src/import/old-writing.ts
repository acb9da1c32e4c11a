/** What a text shows of how it was made, which nobody wants to print. */
export type Trace = 'HTML_ENTITIES' | 'OLD_ENCODING';

/**
 * The trace of another program that a text bears, with some words around it, or null: marks of a web page, such as `&amp;` and
 * `&#7841;`, or letters of the encodings Vietnamese had before Unicode, VNI (`Tröôøng`) and TCVN3 (`Nguyªn`). Only what no
 * Vietnamese and hardly any foreign name has is taken for one: `Leão`, `Israël`, `Ångström`, `R&D` and `Mª José` have none.
 */
export function traceOf(text: string): { readonly code: Trace; readonly raw: string } | null {
  for (const [code, form] of forms) {
    const index = text.search(form);
    if (index >= 0) return { code, raw: text.slice(Math.max(0, index - before), index + after).trim() };
  }
  return null;
}

/** Characters shown on either side of a trace. */
const [before, after] = [30, 60];

/** By number, or by a name that texts of offices have. */
const entity =
  /&(?:#\d{2,7}|#x[\da-f]{2,6}|amp|lt|gt|quot|apos|nbsp|[nm]dash|hellip|[lr][sda]quo|middot|bull|copy|reg|deg|[a-z](?:acute|grave|circ|tilde|uml|breve|horn|cedil|caron|ring|slash|strok));/i;

/** VNI writes a mark as a letter of its own behind its vowel: ươ as `öô`, à as `aø`, ậ as `aä`, ê as `eâ`, and đ as `ñ`. */
const vni = /ö[ôøïûõù]|ô[øïûõù]|[aeouiy]ø|[aeo][äå]|aü|[aeo]â|aê|a[áà]|(?<!\p{L})ñ(?:[aeouiy]|ö)[øùûõïáàåãäéèúüëâêô]/iu;

/** TCVN3 has signs in the place of letters: ê is `ª`, ơ is `¬`, đ is `®`, à is `µ`; and capitals amid small letters: ị is `Þ`. */
const tcvn3 =
  /\p{L}\u00ad?[¬¶¸µ]|\p{L}[ª¨©¹¼½¾](?=\p{Ll})|(?<![\p{L}\p{N}])[®§][\p{Ll}¬¶¸µ¹]|\p{Ll}[ÆËÐÎÏÑÖØÜÛÞ](?!\p{Lu})/u;

const forms: readonly (readonly [Trace, RegExp])[] = [
  ['HTML_ENTITIES', entity],
  ['OLD_ENCODING', vni],
  ['OLD_ENCODING', tcvn3],
];
