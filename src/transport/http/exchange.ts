import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticated } from '../../graphql/authorize/viewer';
import type { CallerConnection } from '../../graphql/context';
import { type OperationParams, readParams } from '../../graphql/params';
import type { Caller } from '../../graphql/pipeline';
import { sessionCookie } from '../credentials';

/** The parameters of a request as Apollo Server reads them, or null for what it refuses. */
export function paramsOf(request: FastifyRequest): OperationParams | null {
  if (request.method === 'POST') return readParams(request.body);
  if ((request.method !== 'GET' && request.method !== 'HEAD') || request.headers['content-type'] !== undefined)
    return null;
  const { query, operationName, variables, extensions } = request.query as Record<string, unknown>;
  return readParams({ query, operationName, variables: parsed(variables), extensions: parsed(extensions) });
}

/** What a search parameter says, or `false` (which is no record) where it is no JSON. */
function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text) ?? false;
  } catch {
    return false;
  }
}

/** The caller's side of one HTTP exchange. */
export function connectionOf(request: FastifyRequest, reply: FastifyReply, secure: boolean): CallerConnection {
  return {
    address: request.ip,
    setSession: (token, expiresAt) => void reply.header('set-cookie', sessionCookie(token, expiresAt, secure)),
    clearSession: () => void reply.header('set-cookie', sessionCookie(null, new Date(0), secure)),
  };
}

/** The exchange as the pipeline sees it. */
export function callerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  given: Pick<Caller, 'connection' | 'transport'> & { readonly viewer: Authenticated; readonly subscriptions: boolean },
): Caller {
  const { subscriptions, ...rest } = given;
  return {
    ...rest,
    requestId: request.id,
    carries: { mutations: request.method === 'POST', subscriptions },
    startedAtMs: performance.now() - reply.elapsedTime,
    traceparent: request.headers.traceparent,
    lastEventId: request.headers['last-event-id'] as string | undefined,
  };
}
