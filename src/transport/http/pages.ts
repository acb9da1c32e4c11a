import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { projectFolder } from '../../config/project-folder';
import { OperatorError } from '../../errors/operator-error';
import { knows, sha256 } from './conditional';
import { addVary } from './say-how-kept';

/** At which addresses each page of `web/` stands; `*` is for the page to read. */
const pages: Readonly<Record<string, readonly string[]>> = {
  'index.html': ['/', '/search', '/bloc/*', '/conference/*', '/signature/*', '/embed/*'],
  'live.html': ['/live', '/live/*'],
  'hall.html': ['/hall', '/hall/*'],
  'chair.html': ['/chair', '/chair/*'],
  'office.html': ['/office', '/office/*'],
  'setup.html': ['/setup'],
  'api.html': ['/api'],
  'guide.html': ['/guide', '/guide/*'],
  'paper.html': ['/paper/*', '/check'],
  'graphiql.html': ['/graphiql'],
};

/** What other sites may show in a frame: nothing can be done there, and a session's cookie does not come along. */
const framed = '/embed/*';

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

const hardeningInFrames = {
  ...hardening,
  'content-security-policy': policy.replace("frame-ancestors 'none'", 'frame-ancestors *'),
  'cross-origin-resource-policy': 'cross-origin',
};

/** What a page is told where it has a place for it. */
export interface PageFacts {
  /** The address that people open; null leaves its place empty. */
  readonly publicUrl: string | null;
  /** Whether staff may sign in by an OpenID provider. */
  readonly oidc: boolean;
}

/**
 * The pages built from `web/`, with the schema as text. Files under `/assets/` carry a hash in their name and are kept
 * for good; everything else but the icon is asked for each time. Short links of badges (`/badge#c=…`) lead to the
 * delegate's page, code and all. A page with a place for the public address gets it; null leaves that empty.
 * @throws OperatorError when the pages were not built
 */
export function servePages(app: FastifyInstance, facts: PageFacts): void {
  const folder = join(projectFolder, 'web', 'dist');
  if (!existsSync(join(folder, 'index.html'))) throw new OperatorError('the pages are not built: run npm run build');
  app.register(async (scope) => {
    scope.addHook('onSend', async (request, reply) => {
      reply.headers(request.routeOptions.url === framed ? hardeningInFrames : hardening);
      addVary(reply, 'accept-encoding');
      // RFC 9239 section 6
      if (String(reply.getHeader('content-type')).startsWith('application/javascript'))
        reply.type('text/javascript; charset=utf-8');
    });
    await scope.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      // A route for each file that is there now, and for nothing else.
      wildcard: false,
      globIgnore: ['**/*.{br,gz}'],
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      index: false,
      acceptRanges: false,
    });
    for (const [name, paths] of Object.entries(pages)) {
      const html = readFileSync(join(folder, name), 'utf8');
      const told = fill(html, { 'public-address': facts.publicUrl, oidc: facts.oidc ? 'on' : null });
      const filled = told === html ? null : told;
      for (const path of paths) serveNamed(scope, path, { folder, name, filled });
    }
    serveNamed(scope, '/worker.js', { folder, name: 'worker.js' });
    serveNamed(scope, '/icon.svg', { folder, name: 'icon.svg', caching: 'public, max-age=86400' });
    serveNamed(scope, '/schema.graphql', { folder, name: 'schema.txt' });
    // A browser takes what stands after `#` along.
    scope.get('/badge', (_request, reply) => reply.redirect('/live', 302));
  });
}

/** The page with these values in its `meta` elements of the same names; null leaves one empty. */
function fill(html: string, values: Readonly<Record<string, string | null>>): string {
  return Object.entries(values).reduce((text, [name, value]) => {
    const content = (value ?? '').replaceAll('"', '&quot;');
    return text.replace(`name="${name}" content=""`, () => `name="${name}" content="${content}"`);
  }, html);
}

interface NamedFile {
  /** Where it was built, with its compressed copies beside it. */
  readonly folder: string;
  readonly name: string;
  /** Text to send in place of the file; its compressed copies lack what was put in. */
  readonly filled?: string | null;
  /** What `Cache-Control` says. */
  readonly caching?: string;
}

/**
 * Serves a file whose name stays while its content changes. Its tag comes from its content: files installed from one
 * archive all have one time, and an HTML file that names other scripts after an upgrade is as long as before.
 */
function serveNamed(scope: FastifyInstance, path: string, file: NamedFile): void {
  const { folder, name, filled = null, caching = 'no-cache' } = file;
  const etag = `W/"${sha256(filled ?? readFileSync(join(folder, name))).slice(0, 22)}"`;
  scope.get(path, (request, reply) => {
    reply.headers({ 'cache-control': caching, etag });
    if (knows(request.headers['if-none-match'], etag)) return reply.code(304).send();
    if (filled !== null) return reply.type('text/html; charset=utf-8').send(filled);
    return reply.sendFile(name, folder, {
      cacheControl: false,
      etag: false,
      lastModified: false,
      acceptRanges: false,
    });
  });
}
