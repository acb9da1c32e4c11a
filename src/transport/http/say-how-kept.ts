import type { FastifyInstance, FastifyReply } from 'fastify';

/**
 * Says of every answer whether a cache may keep it and on what it depends. What says nothing itself, such as a refusal or
 * a probe, is kept by none. Source: RFC 9111 section 5.2.2.5; RFC 9110 section 12.5.5
 */
export function sayHowKept(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', unsaid['cache-control']);
    if (!reply.hasHeader('vary')) reply.header('vary', unsaid.vary);
  });
}

/** For what is answered before any hook is called. */
export const unsaid = { 'cache-control': 'no-store', vary: 'accept-encoding' } as const;

/** Adds to what an answer depends on. */
export function addVary(reply: FastifyReply, name: string): void {
  const said = String(reply.getHeader('vary') ?? '');
  if (said.toLowerCase().split(/, */).includes(name.toLowerCase())) return;
  reply.header('vary', said === '' ? name : `${said}, ${name}`);
}
