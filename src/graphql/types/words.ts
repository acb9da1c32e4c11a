import { buildMessage, length, ValidateBy } from 'class-validator';

/** Words of people as they are stored: in Unicode NFC, so that equal words are equal bytes, and without white space around. */
export function words(text: string): string {
  return text.normalize('NFC').trim();
}

/** For an argument in words: so many characters as it is stored, so that white space alone is no reason, name or question. */
export function Words(least: number, most: number): PropertyDecorator {
  return ValidateBy({
    name: 'words',
    constraints: [least, most],
    validator: {
      validate: (value: unknown) => typeof value === 'string' && length(words(value), least, most),
      defaultMessage: buildMessage(
        (each) => `${each}$property must have $constraint1 to $constraint2 characters, without white space around them`,
      ),
    },
  });
}
