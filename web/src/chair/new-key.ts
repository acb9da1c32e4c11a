/** An idempotency key nobody has used: 128 random bits. `randomUUID` is missing on plain http, as in many halls. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
