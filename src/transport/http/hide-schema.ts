import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../errors/refusal';

/** Paths that show the schema, or are of no use without it. */
const paths = new Set(['/graphiql', '/schema.graphql']);

/** Answers as if the pages about the schema were not there, for a server with INTROSPECTION=off. */
export function hideSchemaPages(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    if (paths.has(request.url.split('?', 1)[0] as string)) throw new Refusal('NOT_FOUND');
  });
}
