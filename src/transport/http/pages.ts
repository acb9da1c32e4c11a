import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { projectFolder } from '../../config/project-folder';
import { StaticFile, sha256 } from './static-file';

const html = 'text/html; charset=utf-8';
const script = 'text/javascript; charset=utf-8';
const styles = 'text/css; charset=utf-8';

/** What the pages are made of, by its path below `pages/`. Only what is named here can be asked for. */
const assets = {
  'ask.js': script,
  'graphiql.js': script,
  'graphiql-page.css': styles,
  'icon.svg': 'image/svg+xml',
} as const;

/** What packages ship for the page of GraphiQL, by the name it is asked for under. Version 3 is the last in one script. */
const packaged = {
  'lib/graphiql.css': { file: 'graphiql/graphiql.min.css', type: styles },
  'lib/graphiql.js': { file: 'graphiql/graphiql.min.js', type: script },
  'lib/react.js': { file: 'react/umd/react.production.min.js', type: script },
  'lib/react-dom.js': { file: 'react-dom/umd/react-dom.production.min.js', type: script },
} as const;

/** A page runs and asks nothing but this server, and is shown in no other site's frame. */
const policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
/** GraphiQL's dialogs write a style element to hold the page still behind them, under the nonce of the page. */
const graphiqlPolicy = (nonce: string) => `${policy}; style-src 'self' 'nonce-${nonce}'`;

/**
 * `/graphiql` and `/schema.graphql`, read once, now; the pages of `web/` are built-pages.ts. The files a page is made of stand below a path that
 * changes with any of them, so browsers may keep them for good; the pages themselves are asked for each time.
 */
export function servePages(app: FastifyInstance): void {
  const parts = [
    ...Object.entries(assets).map(([name, type]) => ({ name, type, text: read('pages', name) })),
    ...Object.entries(packaged).map(([name, { file, type }]) => ({ name, type, text: readPackaged(file) })),
  ];
  const folder = `/assets/${sha256(parts.map(({ text }) => text).join()).slice(0, 12)}`;
  const page = (name: string) => read('pages', `${name}.html`).replaceAll('{{assets}}', folder);
  const serve = (path: string, text: string, headers: Headers) => {
    const file = new StaticFile(text, { ...always, ...headers });
    app.get(path, (request, reply) => file.send(request, reply));
  };
  const graphiql = page('graphiql');
  app.get('/graphiql', (_request, reply) => {
    const nonce = randomBytes(16).toString('base64url');
    // Kept by no one: a nonce is for one answer.
    const caching = { 'content-type': html, 'cache-control': 'no-store' };
    reply.headers({ ...always, ...caching, 'content-security-policy': graphiqlPolicy(nonce) });
    return reply.send(graphiql.replaceAll('{{nonce}}', nonce));
  });
  serve('/schema.graphql', read('schema', 'api.graphql'), { 'content-type': 'text/plain; charset=utf-8' });
  for (const { name, type, text } of parts)
    serve(`${folder}/${name}`, text, { 'content-type': type, 'cache-control': forGood });
}

type Headers = Readonly<Record<string, string>>;

const forGood = 'public, max-age=31536000, immutable';
const always: Headers = {
  'cache-control': 'no-cache',
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function read(folder: string, name: string): string {
  return readFileSync(join(projectFolder, folder, name), 'utf8');
}

/** A file of a package, wherever it is installed. The fonts in GraphiQL's styles lack Vietnamese letters: they stay out. */
function readPackaged(file: string): string {
  const [name = '', ...path] = file.split('/');
  const folder = dirname(require.resolve(`${name}/package.json`));
  return readFileSync(join(folder, ...path), 'utf8').replace(/@font-face\{[^}]*\}/g, '');
}
