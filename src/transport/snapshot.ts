import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { faultKind } from '../database/faults';
import { Refusal } from '../errors/refusal';
import type { SerializedResult } from '../graphql/serialized-result';
import { knows, takesGzip } from './http/conditional';
import { addVary } from './http/say-how-kept';

/** Makes or finds the snapshot of a conference as JSON with its sequence; null where the public may see no such conference. */
export interface SnapshotCache {
  read(slug: string, requestId: string): Promise<SerializedResult | null>;
}

/** Conferences whose last snapshot is kept for as long as the database is away; those asked for last. */
const keptForOutage = 50;

/** What names of conferences are made of (schema/conference-file.schema.json); anything else names none. */
const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const compress = promisify(gzip);

/** Of every answer, that there is none too: pages of all origins read what everybody may see. */
const open = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, retry-after, x-giaouoc-stale',
} as const;

const always = {
  // A CDN asks once a second, however many ask it, and goes on with the last one while it asks.
  'cache-control': 'public, max-age=1, stale-while-revalidate=5, stale-if-error=60',
  'x-content-type-options': 'nosniff',
} as const;

/**
 * `GET /conferences/:slug/snapshot.json`: a public conference as it stands, for CDNs and for those who only look in.
 * It is made once for each state of the logs, read at one moment of the database, and what is sent is never older than
 * the moment the request came; but while the database is away the last one sent is sent again, marked with
 * `X-Giaouoc-Stale`. The strong `ETag` begins with the sequence the snapshot is true at.
 */
export function serveSnapshots(app: FastifyInstance, snapshots: SnapshotCache): void {
  const lastSent = new LRUCache<string, SerializedResult>({ max: keptForOutage });
  app.get<{ Params: { slug: string } }>('/conferences/:slug/snapshot.json', async (request, reply) => {
    const { slug } = request.params;
    reply.headers(open);
    if (!slugForm.test(slug)) throw new Refusal('NOT_FOUND');
    let snapshot: SerializedResult | null;
    try {
      snapshot = await snapshots.read(slug, request.id);
    } catch (error) {
      const before = faultKind(error) ? lastSent.get(slug) : undefined;
      if (!before) throw error;
      // As a CDN goes on with what it has (stale-if-error), so does the origin. Source: RFC 9111 section 4.2.4
      return send(request, reply.header('x-giaouoc-stale', 'database away'), before);
    }
    if (!snapshot) {
      // Not the public's any more: neither is the one kept for when the database is away.
      lastSent.delete(slug);
      throw new Refusal('NOT_FOUND');
    }
    lastSent.set(slug, snapshot);
    return send(request, reply, snapshot);
  });
}

async function send(request: FastifyRequest, reply: FastifyReply, snapshot: SerializedResult): Promise<FastifyReply> {
  const packed = takesGzip(request.headers['accept-encoding']);
  const tag = snapshot.as(tagOf);
  // Strong tags differ where the bytes do. Source: RFC 9110 section 8.8.3.3
  const etag = packed ? `"${tag}-gz"` : `"${tag}"`;
  reply.headers({ ...always, etag });
  addVary(reply, 'accept-encoding');
  if (knows(request.headers['if-none-match'], etag)) return reply.code(304).send();
  reply.header('content-type', 'application/json; charset=utf-8');
  if (!packed) return reply.send(snapshot.as(bytesOf));
  return reply.header('content-encoding', 'gzip').send(await snapshot.as(packedOf));
}

const bytesOf = (text: string): Buffer => Buffer.from(`${text}\n`);
const packedOf = (text: string): Promise<Buffer> => compress(bytesOf(text));

/** Without quotes. */
function tagOf(text: string): string {
  const { conference } = JSON.parse(text) as { conference: { sequence: number } };
  return `${conference.sequence}-${createHash('sha256').update(bytesOf(text)).digest('hex').slice(0, 16)}`;
}
