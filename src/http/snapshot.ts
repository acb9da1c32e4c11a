import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parse } from 'graphql';
import { faultKind } from '../database/faults';
import { inSnapshot } from '../database/transaction';
import { Refusal } from '../errors/refusal';
import { type Answer, maxAgeMs, ResultCache } from '../live/result-cache';
import { makeContext } from '../request/context';
import { publicViewer } from '../request/viewer';
import { knows, sha256, takesGzip } from './conditional';
import type { Services } from './services';

/** The whole small state of a conference, by the graph, as anyone may see it. */
const document = parse(`query Snapshot($slug: String!) {
  conference(slug: $slug) {
    id slug sequence kind nature state name { vi en } closesYear opensYear heldOn place { vi en } openedAt closedAt
    bloc { id slug name { vi en } }
    agenda { id ordinal session state title { vi en } startedAt finishedAt }
    attendance { present delegates membersPresent members electorate quorum quorate }
    leadership { role year ordinal mode member { id shortName { vi en } } }
    proposals { id ordinal year state award { code name { vi en } } member { id shortName { vi en } } }
    polls {
      id ordinal subject subjectId question { vi en } kind secrecy state openedAt closedAt voidReason
      tally { electors present quorum cast shown blank needed missing decided outcome
        options { votes won option { code label { vi en } } } }
    }
    pact {
      id year state title { vi en } textHash frozenAt inForceAt
      board { signed parties slots { member { id shortName { vi en } } signature { id signedAt signerName { vi en } } } }
    }
  }
}`);

/** Bytes of snapshots kept, whatever RESULT_CACHE_BYTES says: each is read by very many. */
const maxBytes = 8_388_608;

/** Conferences whose last snapshot is kept for as long as the database is away; those asked for last. */
const keptForOutage = 50;

/** A snapshot ready to send. */
interface Ready {
  /** Without quotes. */
  readonly tag: string;
  compressed: Promise<Buffer> | null;
}

const compress = promisify(gzip);

const always = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag',
  // A CDN asks once a second, however many ask it, and goes on with the last one while it asks.
  'cache-control': 'public, max-age=1, stale-while-revalidate=5, stale-if-error=60',
  vary: 'accept-encoding',
  'x-content-type-options': 'nosniff',
} as const;

/**
 * `GET /conferences/:slug/snapshot.json`: a public conference as it stands, for CDNs and for those who only look in.
 * It is made once for each state of the logs, read at one moment of the database, and what is sent is never older than
 * the moment the request came; but while the database is away the last one sent is sent again, marked with
 * `X-Giaouoc-Stale`. The strong `ETag` begins with the sequence the snapshot is true at.
 */
export function serveSnapshots(app: FastifyInstance, services: Services): void {
  const snapshots = new ResultCache({ readVersion: () => services.logVersion.read(), maxBytes, maxAgeMs });
  const ready = new WeakMap<Buffer, Ready>();
  const lastSent = new Map<string, Buffer>();

  const readyOf = (body: Buffer): Ready => {
    let made = ready.get(body);
    if (!made) {
      const { conference } = JSON.parse(body.toString()) as { conference: { sequence: number } };
      made = { tag: `${conference.sequence}-${sha256(body).slice(0, 16)}`, compressed: null };
      ready.set(body, made);
    }
    return made;
  };

  app.get<{ Params: { slug: string } }>('/conferences/:slug/snapshot.json', async (request, reply) => {
    const { slug } = request.params;
    let body: Buffer;
    try {
      body = await snapshots.answer(slug, () => readSnapshot(services, slug, request.id));
    } catch (error) {
      const before = faultKind(error) ? lastSent.get(slug) : undefined;
      if (!before) throw error;
      // As a CDN goes on with what it has (stale-if-error), so does the origin. Source: RFC 9111 section 4.2.4
      return send(request, reply.header('x-giaouoc-stale', 'database away'), before, readyOf(before));
    }
    if (body.length === 0) throw new Refusal('NOT_FOUND');
    lastSent.delete(slug);
    lastSent.set(slug, body);
    if (lastSent.size > keptForOutage) lastSent.delete(lastSent.keys().next().value as string);
    return send(request, reply, body, readyOf(body));
  });
}

async function send(request: FastifyRequest, reply: FastifyReply, body: Buffer, ready: Ready): Promise<FastifyReply> {
  const packed = takesGzip(request.headers['accept-encoding']);
  // Strong tags differ where the bytes do. Source: RFC 9110 section 8.8.3.3
  const etag = packed ? `"${ready.tag}-gz"` : `"${ready.tag}"`;
  reply.headers({ ...always, etag });
  if (knows(request.headers['if-none-match'], etag)) return reply.code(304).send();
  reply.header('content-type', 'application/json; charset=utf-8');
  if (!packed) return reply.send(body);
  ready.compressed ??= compress(body);
  return reply.header('content-encoding', 'gzip').send(await ready.compressed);
}

/** Empty where the public may see no such conference. */
function readSnapshot(services: Services, slug: string, requestId: string): Promise<Answer> {
  const door = { address: '', setSession: () => undefined, clearSession: () => undefined };
  return inSnapshot(services.db, async (read) => {
    const contextOf = () => makeContext({ db: services.db, read, viewer: publicViewer, requestId, door });
    const operation = { document, operationName: null, variables: { slug } };
    const { data, errors } = await services.executor.execute(operation, contextOf);
    if (errors)
      throw new AggregateError(errors, `snapshot of ${slug}: ${errors.map(({ message }) => message).join(', ')}`);
    return { body: data?.conference ? Buffer.from(`${JSON.stringify(data)}\n`) : Buffer.alloc(0), reusable: true };
  });
}
