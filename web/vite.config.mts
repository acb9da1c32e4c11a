import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.mjs';
import { early } from './build/early.mjs';
import { shell } from './build/shell.mjs';

/** The pages, each with an HTML file of its own; src/http/pages.ts says at which addresses they are served. */
const pages = ['live', 'hall', 'chair', 'index', 'api'];
/** Where `npm start` serves; `npm run dev -w web` asks it for everything but the pages. */
const server = process.env.GIAOUOC_URL ?? 'http://127.0.0.1:4000';

export default defineConfig({
  appType: 'mpa',
  plugins: [react(), early('live.html'), shell('live.html'), compressed()],
  // GraphiQL's page needs React 18 at the root; urql stands there too and must not take it.
  resolve: { dedupe: ['react', 'react-dom'] },
  build: {
    target: 'es2022',
    // The Content-Security-Policy takes files from this server only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: {
        ...Object.fromEntries(pages.map((name) => [name, join(import.meta.dirname, `${name}.html`)])),
        early: join(import.meta.dirname, 'src', 'early.ts'),
        worker: join(import.meta.dirname, 'src', 'worker.ts'),
      },
      // A browser asks for a worker by the name it knows, to see whether there is a newer one.
      output: { entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: {
    proxy: {
      '/graphql': { target: server, ws: true },
      '/graphiql': server,
      '/assets': server,
      '/schema.graphql': server,
    },
  },
});
