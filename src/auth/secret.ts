import { createHash, randomBytes } from 'node:crypto';

/**
 * Digits and capitals without I, L, O and U, so that a code read from paper or called across a room has one spelling.
 * Source: Douglas Crockford, "Base 32"
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const codeLength = 12;
const code = new RegExp(`^[${alphabet}]{${codeLength}}$`);
const token = /^[A-Za-z0-9_-]{43}$/;

/** A new badge code of 60 random bits, as it is printed: `XXXX-XXXX-XXXX`. */
export function newCode(): string {
  // 32 letters divide the 256 values of a byte evenly: no letter is likelier than another.
  const letters = [...randomBytes(codeLength)].map((byte) => alphabet.charAt(byte % alphabet.length));
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].map((part) => part.join('')).join('-');
}

/**
 * The code as it is hashed: capitals without spaces and hyphens, I and L read as 1, O as 0. Null when it cannot be one.
 * Source: Douglas Crockford, "Base 32", decoding symbols
 */
export function readCode(typed: string): string | null {
  if (typed.length > 64) return null;
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash_Punctuation}]/gu, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  return code.test(letters) ? letters : null;
}

/**
 * The first group of a code as `readCode` returns it: enough to tell badges apart, since of a thousand seldom two begin
 * alike, and little to know, since forty bits follow.
 */
export function beginningOf(code: string): string {
  return code.slice(0, 4);
}

/** A new session token of 256 random bits, 43 characters of base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a text has the form of a token; anything else is refused without a look into the database. */
export function isToken(text: string): boolean {
  return token.test(text);
}

/**
 * What is kept of a code or token: its SHA-256. Both are random and long enough that no slower hash is needed.
 * @param secret a token, or a code as `readCode` returns it
 */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}
