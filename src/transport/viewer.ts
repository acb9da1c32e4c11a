import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Authenticated, authenticate } from '../auth/authenticate';
import { Refusal } from '../errors/refusal';
import type { CallerConnection } from '../graphql/context';
import { credentialsOf, sessionCookie } from './credentials';
import type { Services } from './services';

/**
 * Who sends this request: bearer token, session cookie, or nobody. A browser that comes back with an old cookie is one
 * of the public again and loses the cookie, so that it can sign in; a token given on purpose must hold.
 * @throws Refusal UNAUTHENTICATED
 */
export async function viewerOf(
  { db, config }: Services,
  request: FastifyRequest,
  door: Pick<CallerConnection, 'clearSession'>,
): Promise<Authenticated> {
  const { token, by } = credentialsOf(request.headers, config.secureCookie);
  try {
    return await authenticate(db, token);
  } catch (error) {
    if (!(error instanceof Refusal) || by !== 'cookie') throw error;
    door.clearSession();
    return authenticate(db, null);
  }
}

/** The caller's side of one HTTP exchange. */
export function callerConnectionOf(request: FastifyRequest, reply: FastifyReply, secure: boolean): CallerConnection {
  return {
    address: request.ip,
    setSession: (token, expiresAt) => void reply.header('set-cookie', sessionCookie(token, expiresAt, secure)),
    clearSession: () => void reply.header('set-cookie', sessionCookie(null, new Date(0), secure)),
  };
}
