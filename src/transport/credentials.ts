import type { IncomingHttpHeaders } from 'node:http';
import { parse, serialize } from 'cookie';
import type { Credentials } from '../graphql/authorize/viewer';

/**
 * Name of the session cookie. `__Host-` makes browsers insist on TLS and on this very host, so it is used wherever the
 * server stands behind TLS.
 */
const cookieName = (secure: boolean): string => (secure ? '__Host-giaouoc' : 'giaouoc');

/** The token in `Authorization: Bearer …`, or else in the session cookie. */
export function credentialsOf(headers: IncomingHttpHeaders, secure: boolean): Credentials {
  const bearer = bearerOf(headers.authorization);
  if (bearer) return { token: bearer, by: 'bearer' };
  const cookie = parse(headers.cookie ?? '')[cookieName(secure)];
  return cookie ? { token: cookie, by: 'cookie' } : { token: null, by: 'none' };
}

/**
 * The token of a `Bearer` header value; null for none, and for `Basic`, which is for a proxy in front. Anything else was
 * meant for this server and comes back as it is, to be refused rather than taken for nobody.
 */
export function bearerOf(value: unknown): string | null {
  if (typeof value !== 'string' || /^(Basic\s|$)/i.test(value)) return null;
  return /^Bearer\s+(\S+)$/i.exec(value)?.[1] ?? value;
}

/** `Set-Cookie` for a session: no script reads it and no other site sends it. A null token removes it. */
export function sessionCookie(token: string | null, expiresAt: Date, secure: boolean): string {
  return serialize(cookieName(secure), token ?? '', {
    httpOnly: true,
    sameSite: 'strict',
    secure,
    path: '/',
    expires: token === null ? new Date(0) : expiresAt,
  });
}
