import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';

/** `/healthz`: the process answers. `/readyz`: it can also reach its database; 503 while it cannot. */
export function serveHealth(app: FastifyInstance, db: DataSource): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await db.query('select 1');
      return { status: 'ready' };
    } catch {
      return reply.code(503).header('retry-after', '1').send({ status: 'database away' });
    }
  });
}
