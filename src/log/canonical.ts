import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Plain JSON with whole numbers only: fractions have no one text form across languages, so they travel as text. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one text form of a value: RFC 8785 over text in Unicode NFC, keys included.
 * @throws TypeError on undefined, fractions, unsafe integers, lone surrogates and anything that is not plain JSON
 * Source: RFC 8785 §3.2; NFC because a "Giao Ước" typed on another system may be the same letters in other code points
 */
export function canonicalText(value: Json): string {
  return canonicalize(normalise(value, '$')) as string;
}

/** SHA-256 of the UTF-8 bytes of a text, as lower-case hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * Hash of a log entry as a leaf of a Merkle tree: SHA-256 of a zero byte and the canonical bytes, in hexadecimal.
 * Source: RFC 9162 §2.1.1
 */
export function leafHash(body: string): string {
  return createHash('sha256').update(Buffer.of(0)).update(body, 'utf8').digest('hex');
}

function normalise(value: Json, path: string): Json {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError(`${path}: text has half of a surrogate pair`);
    return value.normalize('NFC');
  }
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value))
      throw new TypeError(`${path}: ${value} is not a safe whole number; send it as text`);
    return value;
  }
  if (Array.isArray(value)) return value.map((item, index) => normalise(item, `${path}[${index}]`));
  if (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key.normalize('NFC'), normalise(item, `${path}.${key}`)]),
    );
  }
  throw new TypeError(`${path}: ${typeof value} is not plain JSON`);
}
