import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { readConfig } from '../config/config';
import { projectFolder } from '../config/project-folder';
import { describeDatabase } from '../database/describe';
import { OperatorError } from '../errors/operator-error';
import { makeSchema } from '../schema';
import type { CommandInput } from './command';
import { authorityPage, errorsPage, settingsPage } from './pages';
import { withDatabase } from './with-database';

/** A file that is printed from the code: its path in the project, and its text. */
type Page = readonly [path: string, text: string];

/** Writes the printed files into the project, or with `--check` compares them. */
export async function run({ values, env, say }: CommandInput): Promise<void> {
  const database = await withDatabase(readConfig(env), { say }, describeDatabase);
  printPages(projectFolder, [...pagesOfCode(), ['schema/database.sql', database]], values.check === true, say);
}

/** The files that need no database. */
export function pagesOfCode(): readonly Page[] {
  return [
    ['docs/settings.md', settingsPage()],
    ['docs/errors.md', errorsPage()],
    ['docs/authority.md', authorityPage()],
    ['schema/api.graphql', `${printSchema(lexicographicSortSchema(makeSchema()))}\n`],
  ];
}

/** @throws OperatorError naming the files that are not up to date, when only checking */
export function printPages(folder: string, pages: readonly Page[], check: boolean, say: (line: string) => void): void {
  const stale = pages.filter(([path, text]) => textOrNull(join(folder, path)) !== text);
  const names = stale.map(([path]) => path).join(', ');
  if (check && stale.length) {
    throw new OperatorError(`Not up to date: ${names}. Run \`giaouoc docs\` and commit the result.`);
  }
  for (const [path, text] of stale) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  say(stale.length ? `wrote ${names}` : 'printed files are up to date');
}

function textOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
