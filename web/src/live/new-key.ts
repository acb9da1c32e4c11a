/** A new idempotency key: 128 random bits in hexadecimal. `randomUUID` is not there on a hall's plain http. */
export function newKey(): string {
  return hexOf(crypto.getRandomValues(new Uint8Array(16)));
}

/** Bytes as lower-case hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
