import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database';

/**
 * `/healthz`: the process answers. `/readyz`: it can also reach its database, 503 while it cannot. While the database
 * takes no writes it answers 200 with `read only`: people can go on reading, here as well as on any other node.
 */
export function serveHealth(app: FastifyInstance, db: Database): void {
  const standing = db.health;
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await db.reads.query('select 1');
      return { status: standing.state === 'readOnly' ? 'read only' : 'ready' };
    } catch (error) {
      standing.failed(error);
      return reply.code(503).header('retry-after', '1').send({ status: 'database away' });
    }
  });
}
