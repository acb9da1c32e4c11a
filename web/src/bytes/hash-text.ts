import { hexOf } from './hex';

/**
 * SHA-256 of the UTF-8 bytes of a text, 64 hexadecimal digits, computed in this browser. Browsers keep WebCrypto from
 * pages on plain http, as in a hall without certificates; then a library computes the same.
 */
export function hashText(text: string): Promise<string> {
  return hashBytes(new TextEncoder().encode(text));
}

/** The same of bytes, such as those of a file. */
export async function hashBytes(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (isSecureContext) return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  const { sha256 } = await import('@noble/hashes/sha2.js');
  return hexOf(sha256(bytes));
}
