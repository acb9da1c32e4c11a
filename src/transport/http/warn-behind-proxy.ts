import type { FastifyInstance } from 'fastify';
import { now } from '../../clock';

/** Least time between two warnings, in milliseconds: the first may have scrolled away before anybody looked. */
const againMs = 60_000;

/**
 * Warns, once a minute at most, when a proxy passes requests on to a server that does not know of it: others reach it
 * then, and nothing that is unsafe was refused, codes are printed, and the cookie travels without TLS too.
 */
export function warnBehindProxy(app: FastifyInstance): void {
  let warnedAtMs = Number.NEGATIVE_INFINITY;
  app.addHook('onRequest', async ({ headers, log }) => {
    const passedOn = headers['x-forwarded-proto'] ?? headers.forwarded;
    if (passedOn === undefined || now().getTime() - warnedAtMs < againMs) return;
    warnedAtMs = now().getTime();
    log.warn(
      'A proxy passes requests on to this server, and PRODUCTION is off: badge codes are printed at the start, the ' +
        'session cookie is not kept to TLS, and unsafe settings are not refused. Set PRODUCTION=on and PUBLIC_URL.',
    );
  });
}
