import type { FastifyInstance } from 'fastify';
import { Refusal } from '../errors/refusal';

/** The picture of an emblem by its hash; null where there is none. */
export type ReadEmblem = (sha256: string) => Promise<{ readonly type: string; readonly bytes: Buffer } | null>;

/**
 * `GET /emblems/:sha256`: the emblem of a bloc. Its address says what its bytes are, so it is kept for good. A browser
 * takes it for nothing but a picture, and runs nothing that may be in it.
 */
export function serveEmblems(app: FastifyInstance, read: ReadEmblem): void {
  app.get<{ Params: { sha256: string } }>('/emblems/:sha256', async (request, reply) => {
    const { sha256 } = request.params;
    const emblem = /^[0-9a-f]{64}$/.test(sha256) ? await read(sha256) : null;
    if (!emblem) throw new Refusal('NOT_FOUND');
    return reply
      .headers({
        'content-type': emblem.type,
        'cache-control': 'public, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      })
      .send(emblem.bytes);
  });
}
