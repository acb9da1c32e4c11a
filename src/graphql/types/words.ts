import { buildMessage, length, ValidateBy } from 'class-validator';

/**
 * Words of people as they are stored: in Unicode NFC, every kind of space a plain one, without invisible characters and
 * white space around. What looks the same is then the same bytes: a name is found however it was pasted.
 */
export function words(text: string): string {
  return text.replace(invisible, '').replace(spaces, ' ').normalize('NFC').trim();
}

/** What nobody sees and a copy from another program brings: zero-width characters, soft hyphens, marks of direction. */
export const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** U+2800 is a letter of braille without dots, which looks like a space. */
const spaces = /[\p{Zs}\u2800]/gu;

/**
 * True for a text with control characters other than tab and line ends, or with a trace of a wrong encoding: U+FFFD, or
 * Vietnamese letters in UTF-8 that were read as Windows-1252, such as `Há»™i` and `Ä‘`.
 */
export function isDamaged(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/.test(text) || misread.test(text);
}

/** The two bytes of đ, ơ and ư, and the three of every letter with two marks, each as one letter of Windows-1252; `«khá»…` is a quotation. */
const misread = /Ä‘|Æ[°¡]|á[º»][\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ](?<!«[^»]*[º»].)/;

/**
 * For an argument in words: so many characters as it is stored, so that white space or invisible characters alone are no
 * reason, name or question; and none that a person could not have meant.
 */
export function Words(least: number, most: number): PropertyDecorator {
  return ValidateBy({
    name: 'words',
    constraints: [least, most],
    validator: {
      validate: (value: unknown) => typeof value === 'string' && !isDamaged(value) && length(words(value), least, most),
      defaultMessage: buildMessage((each, args) =>
        typeof args?.value === 'string' && isDamaged(args.value)
          ? `${each}$property must have no control characters and no U+FFFD: type the text again`
          : `${each}$property must have $constraint1 to $constraint2 characters, without white space around them`,
      ),
    },
  });
}
