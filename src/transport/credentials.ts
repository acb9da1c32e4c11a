import type { IncomingHttpHeaders } from 'node:http';
import { parse, serialize } from 'cookie';
import { Refusal } from '../errors/refusal';
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

/** Names under which clients put what is to say who they are; tokens against forged requests say nothing of it. */
const sayingWho = /^(?!.*[cx]srf).*(auth(?!or)|authori[sz]ation|token|jwt|bearer|credential|api.?key)/i;

/**
 * The token in the payload of a socket's `connection_init`: `authorization`, in any case of letters, in the payload itself
 * or in its `headers`. Null for none. What else looks as if it were to say who asks is refused, rather than passed over.
 * @throws Refusal UNAUTHENTICATED
 */
export function tokenIn(payload: Readonly<Record<string, unknown>>): string | null {
  const headers = Object.entries(payload).find(([name]) => name.toLowerCase() === 'headers')?.[1];
  const said = [...Object.entries(payload), ...(isRecord(headers) ? Object.entries(headers) : [])];
  const tokens = new Set<string>();
  for (const [name, value] of said) {
    if (value === null || value === undefined || value === '' || !sayingWho.test(name)) continue;
    if (name.toLowerCase() !== 'authorization' || typeof value !== 'string') throw misspelt();
    const token = bearerOf(value);
    if (token !== null) tokens.add(token);
  }
  if (tokens.size > 1) throw misspelt();
  return [...tokens][0] ?? null;
}

function misspelt(): Refusal {
  return new Refusal('UNAUTHENTICATED', { problem: 'connection_init takes { "authorization": "Bearer <token>" }' });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
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
