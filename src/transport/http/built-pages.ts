import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { projectFolder } from '../../config/project-folder';
import { OperatorError } from '../../errors/operator-error';
import { sha256, takesEncoding } from './static-file';

/** At which addresses each page of `web/` stands; `*` is for the page to read. */
const addresses: Readonly<Record<string, readonly string[]>> = {
  index: ['/', '/bloc/*', '/conference/*'],
  live: ['/live', '/live/*'],
  hall: ['/hall', '/hall/*'],
  chair: ['/chair', '/chair/*'],
  api: ['/api'],
};

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

/**
 * Nothing but this server's files, nothing inline, shown in no frame. `'self'` in connect-src covers the WebSocket of the
 * same host (CSP 3, section 6.7.2.8); a browser too old to know follows by event stream.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const hardening = {
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // The QR code of a badge is read by the phone's own camera app, which opens its link here.
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * The pages built from `web/`, read once, now. Files under `/assets/` carry a hash in their name and are kept for good;
 * pages are asked for each time. Short links of badges (`/badge#c=…`) lead to the delegate's page, code and all.
 * A page with a place for the public address gets it; null leaves that empty.
 * @throws OperatorError when the pages were not built
 */
export function serveBuiltPages(app: FastifyInstance, publicUrl: string | null = null): void {
  const folder = join(projectFolder, 'web', 'dist');
  if (!existsSync(join(folder, 'index.html'))) throw new OperatorError('the pages are not built: run npm run build');
  for (const [name, paths] of Object.entries(addresses)) {
    const file = new BuiltFile(join(folder, `${name}.html`), 'no-cache', publicUrl);
    for (const path of paths) app.get(path, (request, reply) => file.send(request, reply));
  }
  for (const name of readdirSync(join(folder, 'assets'))) {
    if (/\.(br|gz)$/.test(name)) continue;
    const file = new BuiltFile(join(folder, 'assets', name), 'public, max-age=31536000, immutable');
    app.get(`/assets/${name}`, (request, reply) => file.send(request, reply));
  }
  const icon = new BuiltFile(join(folder, 'icon.svg'), 'public, max-age=86400');
  app.get('/icon.svg', (request, reply) => icon.send(request, reply));
  const worker = new BuiltFile(join(folder, 'worker.js'), 'no-cache');
  app.get('/worker.js', (request, reply) => worker.send(request, reply));
  // A browser takes what stands after `#` along.
  app.get('/badge', (_request, reply) => reply.headers(hardening).redirect('/live', 302));
}

/** Where a page takes the address that people open. */
const place = 'name="public-address" content=""';

/** One built file with the compressed copies that the build wrote beside it. */
class BuiltFile {
  private readonly plain: Buffer;
  private readonly smaller: readonly { readonly encoding: 'br' | 'gzip'; readonly bytes: Buffer }[];
  private readonly headers: Readonly<Record<string, string>>;
  private readonly etag: string;

  constructor(path: string, caching: string, publicUrl: string | null = null) {
    const built = readFileSync(path);
    const text = publicUrl === null ? '' : built.toString();
    const filled = () => text.replace(place, () => place.replace('""', `"${publicUrl?.replaceAll('"', '&quot;')}"`));
    this.plain = text.includes(place) ? Buffer.from(filled()) : built;
    const copies = [
      { encoding: 'br', path: `${path}.br` },
      { encoding: 'gzip', path: `${path}.gz` },
    ] as const;
    // The copies that were built lack what was put in.
    this.smaller = (this.plain === built ? copies : [])
      .filter((copy) => existsSync(copy.path))
      .map((copy) => ({ encoding: copy.encoding, bytes: readFileSync(copy.path) }));
    // Weak: the tag is the same for the compressed bytes and the plain ones.
    this.etag = `W/"${sha256(this.plain).slice(0, 22)}"`;
    this.headers = {
      ...hardening,
      'cache-control': caching,
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      etag: this.etag,
      vary: 'accept-encoding',
    };
  }

  send(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    reply.headers(this.headers);
    if (request.headers['if-none-match']?.includes(this.etag.slice(2))) return reply.code(304).send();
    const accepted = request.headers['accept-encoding'];
    const copy = this.smaller.find(({ encoding }) => takesEncoding(accepted, encoding));
    if (!copy) return reply.send(this.plain);
    return reply.header('content-encoding', copy.encoding).send(copy.bytes);
  }
}
