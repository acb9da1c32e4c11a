import { hexOf } from './hex';

/**
 * SHA-256 of the UTF-8 bytes of a text, 64 hexadecimal digits, computed in this browser. Browsers keep WebCrypto from
 * pages on plain http, as in a hall without certificates; then a library computes the same.
 */
export async function hashText(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  if (isSecureContext) return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  const { sha256 } = await import('@noble/hashes/sha2.js');
  return hexOf(sha256(bytes));
}
