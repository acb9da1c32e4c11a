import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Vite plugin: puts the schema of the API beside the pages, as the server sends it: text. */
export function schema() {
  return {
    name: 'schema',
    apply: 'build',
    generateBundle() {
      const source = readFileSync(join(import.meta.dirname, '..', '..', 'schema', 'api.graphql'), 'utf8');
      this.emitFile({ type: 'asset', fileName: 'schema.txt', source });
    },
  };
}
