import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionResult, type GraphQLFormattedError, getOperationAST, OperationTypeNode } from 'graphql';
import { Refusal } from '../../errors/refusal';
import type { Viewer } from '../../graphql/authorize/viewer';
import type { CachedAnswer } from '../../graphql/cache/result-cache';
import { CacheScopes } from '../../graphql/cache/scope';
import { type Context, makeContext } from '../../graphql/context';
import type { Operation } from '../../graphql/execute';
import { formatError } from '../../graphql/format-error';
import { retryAfter, Unavailable, unavailableFor } from '../../graphql/unavailable';
import { noteOf } from '../../observability/operations';
import type { Services } from '../services';
import { callerConnectionOf, viewerOf } from '../viewer';
import type { ContentNegotiation } from './content-negotiation';
import { paramsOf } from './params';

/** What is asked for, found sound: it will be executed. */
interface Sound extends Operation {
  /** Tells its document from every other one. */
  readonly id: number;
  readonly isQuery: boolean;
}

/**
 * Answers sound operations over HTTP without Apollo Server, and queries from the result cache where nothing has
 * happened since. Whatever is not plain and sound is left to Apollo Server, which refuses it in its own way; what is
 * answered here has the same status, headers and body as it would have there.
 */
export class DirectAnswers {
  private readonly audiences: CacheScopes;

  constructor(
    private readonly services: Services,
    private readonly accept: ContentNegotiation,
  ) {
    this.audiences = new CacheScopes(services.schema);
  }

  /** Answers, or returns false and has done nothing. */
  async answer(request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const type = this.accept.typeFor(request.headers.accept);
    const sound = type === null ? null : this.soundOperation(request);
    if (type === null || !sound) return false;
    const door = callerConnectionOf(request, reply, this.services.config.secureCookie);
    let viewer: Viewer;
    try {
      viewer = await viewerOf(this.services, request, door);
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
    const contextOf = () => makeContext({ db: this.services.db, viewer, requestId: request.id, door });
    const errors: GraphQLFormattedError[] = [];
    const note = () => this.services.operations.note(request.id, noteOf(sound.document, sound.operationName, errors));
    try {
      const body = await this.bodyOf(sound, viewer, contextOf, errors);
      note();
      await reply.header('content-type', type).send(body);
    } catch (error) {
      if (error instanceof Unfit) return false;
      if (!(error instanceof Unavailable)) throw error;
      errors.push({ message: error.message, extensions: { code: error.code } });
      note();
      await reply
        .code(503)
        .header('content-type', type)
        .header('retry-after', retryAfter(error.code) ?? '1')
        .send(error.body);
    }
    return true;
  }

  /** Errors of an execution of its own are added to `errors`; an answer made before has none. */
  private async bodyOf(
    sound: Sound,
    viewer: Viewer,
    contextOf: () => Context,
    errors: GraphQLFormattedError[],
  ): Promise<Buffer> {
    const make = () => this.execute(sound, contextOf, errors);
    const { audiences } = this;
    const { results } = this.services;
    if (!results || !sound.isQuery || !audiences.isReusable(sound.document)) return (await make()).body;
    const key = keyOf(sound, audiences.keyOf(sound.document, viewer));
    return key === null ? (await make()).body : results.answer(key, make);
  }

  private async execute(
    operation: Operation,
    contextOf: () => Context,
    told: GraphQLFormattedError[],
  ): Promise<CachedAnswer> {
    const { errors, data, extensions }: ExecutionResult = await this.services.executor.execute(operation, contextOf);
    // No data at all, not even null: refused before any resolver was called.
    if (data === undefined) throw new Unfit();
    const shown = errors?.map((error) => formatError(error, contextOf().requestId, this.services.report));
    const body = Buffer.from(`${JSON.stringify({ errors: shown, data, extensions })}\n`);
    const busy = unavailableFor({ data, errors: shown });
    // Thrown, so that whoever waits for the same answer gets the same status.
    if (busy) throw new Unavailable(body, busy);
    told.push(...(shown ?? []));
    return { body, reusable: !errors };
  }

  private soundOperation(request: FastifyRequest): Sound | null {
    const params = paramsOf(request);
    if (!params) return null;
    const read = this.services.documents.read(params.query);
    if ('errors' in read) return null;
    const { document, id } = read;
    const { operationName, variables } = params;
    const operation = getOperationAST(document, operationName);
    if (!operation || operation.operation === OperationTypeNode.SUBSCRIPTION) return null;
    const isQuery = operation.operation === OperationTypeNode.QUERY;
    if (!isQuery && request.method !== 'POST') return null;
    if (this.services.costs.errorOf(document, operationName, variables)) return null;
    return { document, id, operationName, variables, isQuery };
  }
}

/** Not executed: the variables do not fit the document. */
class Unfit extends Error {}

/** What tells an answer from every other one; null for variables nested too deeply to be written, which fit no document. */
function keyOf({ id, operationName, variables }: Sound, audience: string): string | null {
  try {
    return JSON.stringify([id, operationName, variables, audience]);
  } catch {
    return null;
  }
}
