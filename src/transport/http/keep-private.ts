import type { FastifyInstance } from 'fastify';

/**
 * Says of every answer of `/graphql` and `/graphql/stream`, a refusal too, that no cache keeps it: it depends on who asks
 * (cookie or bearer) and is true for a moment. `Vary` names what else it depends on, for a cache that keeps it all the
 * same. Whatever sets its own `Cache-Control` later replaces this one.
 * Source: RFC 9111 sections 3.5 and 5.2.2.5; RFC 9110 section 12.5.5.
 */
export function keepPrivate(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!/^\/graphql(\/stream)?$/.test(request.routeOptions.url ?? '')) return;
    reply.header('cache-control', 'private, no-store').header('vary', 'Cookie, Authorization, Accept, Accept-Encoding');
  });
}
