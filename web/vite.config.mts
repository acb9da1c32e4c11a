import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { codes } from './build/codes.mjs';
import { compressed } from './build/compressed.mjs';
import { early } from './build/early.mjs';
import { guides } from './build/guides.mjs';
import { schema } from './build/schema.mjs';
import { shell } from './build/shell.mjs';
import { withoutFonts } from './build/without-fonts.mjs';

/** The pages, each with an HTML file of its own; src/transport/http/pages.ts says at which addresses they are served. */
const pages = ['live', 'hall', 'chair', 'office', 'index', 'api', 'graphiql', 'guide', 'paper', 'setup'];
/** Where `npm start` serves; `npm run dev -w web` asks it for everything but the pages. */
const server = process.env.GIAOUOC_URL ?? 'http://127.0.0.1:4000';

export default defineConfig({
  appType: 'mpa',
  plugins: [
    react(),
    early('live.html'),
    shell('live.html'),
    schema(),
    guides(),
    codes(),
    withoutFonts(/graphiql\/dist\/style\.css$/),
    compressed(),
  ],
  resolve: {
    alias: {
      'react-style-singleton': join(import.meta.dirname, 'src', 'graphiql', 'no-style-elements.ts'),
      // As its sources are: what it was built to is CommonJS.
      'giaouoc-client': join(import.meta.dirname, '..', 'packages', 'giaouoc-client', 'src', 'index.ts'),
    },
  },
  build: {
    target: 'es2022',
    // The Content-Security-Policy takes files from this server only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // GraphiQL, which no other page loads, is 784 kB; everything else is below 260.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      // "use no memo" in a package of GraphiQL is for a compiler that is not used here.
      checks: { pluginTimings: false, moduleLevelDirective: false },
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
      '/schema.graphql': server,
    },
  },
});
