import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Code, codes } from '../../errors/codes';
import { Refusal } from '../../errors/refusal';
import type { Pipeline } from '../../graphql/pipeline';
import { retryAfter } from '../../graphql/unavailable';
import { answerPreflight } from './cors';
import type { Methods } from './methods';
import { unsaid } from './say-how-kept';

/**
 * What is refused before it reaches GraphQL, or breaks outside of it, is answered in GraphQL's shape too, so that
 * clients read one kind of error. Faults are logged whole and show nothing of themselves.
 */
export function handleErrors(app: FastifyInstance, pipeline: Pick<Pipeline, 'format'>, methods: Methods): void {
  const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply, status?: number) => {
    const [shown] = pipeline.format([error], request.id);
    const code = shown?.extensions?.code as Code;
    const after = retryAfter(code);
    if (after !== null) reply.header('retry-after', after);
    return reply.code(status ?? codes[code].status).send({ errors: [shown] });
  };
  app.setNotFoundHandler((request, reply) => {
    const allow = methods.allowedAt(request);
    if (allow === null) return answer(new Refusal('NOT_FOUND'), request, reply);
    reply.header('allow', allow);
    if (request.method !== 'OPTIONS')
      return answer(new Refusal('BAD_REQUEST', { problem: `the method; allowed: ${allow}` }), request, reply, 405);
    answerPreflight(request, reply, allow);
    return reply.code(204).send();
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => answer(refusalOf(error, request), request, reply));
}

/**
 * Answers what Fastify refuses before it looks for a route, in the shape of all others: an address that cannot be
 * decoded, or with a part that is longer than any name there is.
 */
export function answerBadAddress(format: Pipeline['format']) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const isTooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
    const refusal = isTooLong ? new Refusal('NOT_FOUND') : new Refusal('BAD_REQUEST', { problem: 'the address' });
    reply.code(codes[refusal.code].status).headers(unsaid).type('application/json; charset=utf-8');
    reply.send(JSON.stringify({ errors: format([refusal], request.id) }));
  };
}

/** The refusal behind one of Fastify's own 4xx errors; any other error as it is. */
function refusalOf(error: FastifyError, request: FastifyRequest): unknown {
  const { code, statusCode = 500, message } = error;
  if (!code?.startsWith('FST_') || statusCode < 400 || statusCode > 499) return error;
  if (statusCode === 413) return new Refusal('BODY_TOO_LARGE', { limitBytes: request.routeOptions.bodyLimit });
  if (statusCode === 415) return new Refusal('UNSUPPORTED_MEDIA_TYPE');
  return new Refusal('BAD_REQUEST', { problem: message });
}
