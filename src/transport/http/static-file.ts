import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** One file of text held in memory, sent compressed to whoever takes it so, or not at all to whoever has it already. */
export class StaticFile {
  private readonly etag: string;
  private compressed: Promise<Buffer> | undefined;

  constructor(
    private readonly text: string,
    private readonly headers: Readonly<Record<string, string>>,
  ) {
    // Weak: the tag is the same for the compressed bytes and the plain ones.
    this.etag = `W/"${sha256(text).slice(0, 22)}"`;
  }

  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.headers({ ...this.headers, etag: this.etag, vary: 'accept-encoding' });
    if (request.headers['if-none-match']?.includes(this.etag.slice(2))) return reply.code(304).send();
    if (!takesGzip(request.headers['accept-encoding'])) return reply.send(this.text);
    this.compressed ??= promisify(gzip)(this.text);
    return reply.header('content-encoding', 'gzip').send(await this.compressed);
  }
}

/** SHA-256 of some text or bytes, in base64url. */
export function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Whether an `Accept-Encoding` takes gzip. */
export function takesGzip(header: string | string[] | undefined): boolean {
  return takesEncoding(header, 'gzip');
}

const taken = {
  gzip: /(^|,)\s*gzip\s*(,|$|;\s*q\s*=\s*(1|0?\.\d*[1-9]))/i,
  br: /(^|,)\s*br\s*(,|$|;\s*q\s*=\s*(1|0?\.\d*[1-9]))/i,
} as const;

/** Whether an `Accept-Encoding` takes this coding. Source: RFC 9110 section 12.5.3; `*` is left out, nobody needs it. */
export function takesEncoding(header: string | string[] | undefined, encoding: keyof typeof taken): boolean {
  return taken[encoding].test(String(header ?? ''));
}
