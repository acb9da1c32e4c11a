import { hexOf } from './hex';

/** A new idempotency key: 128 random bits in hexadecimal. `randomUUID` is not there on a hall's plain http. */
export function newKey(): string {
  return hexOf(crypto.getRandomValues(new Uint8Array(16)));
}
