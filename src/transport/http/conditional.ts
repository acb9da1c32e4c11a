import { createHash } from 'node:crypto';

/** SHA-256 of some text or bytes, in base64url. */
export function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Whether an `If-None-Match` names this tag. Source: RFC 9110 section 13.1.2; a proxy may have made the tag a weak one. */
export function knows(header: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  const tags = header?.split(',').map(opaque) ?? [];
  return tags.includes(opaque(etag)) || tags.includes('*');
}

/** Whether an `Accept-Encoding` takes gzip. Source: RFC 9110 section 12.5.3; `*` is left out, nobody needs it. */
export function takesGzip(header: string | string[] | undefined): boolean {
  return /(^|,)\s*gzip\s*(,|$|;\s*q\s*=\s*(1|0?\.\d*[1-9]))/i.test(String(header ?? ''));
}
