import { join } from 'node:path';

/** The folder of the project, with `data`, `pages` and `schema`, whether this file runs as TypeScript or compiled into `dist`. */
export const projectFolder = join(__dirname, '..', '..', ...(__filename.endsWith('.ts') ? [] : ['..']));
