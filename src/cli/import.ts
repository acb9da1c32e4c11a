import { readFileSync } from 'node:fs';
import { readConfig } from '../config/config';
import { OperatorError } from '../errors/operator-error';
import { operator } from '../graphql/authorize/viewer';
import { type ImportReport, importConference } from '../import/import-conference';
import type { CommandInput } from './command';
import { withDatabase } from './with-database';

const marks = { CREATE: '+', CHANGE: '~', REMOVE: '-', FLAG: '!', LEAVE: '=' } as const;

/** Imports one file and prints what was done: a line for each thing made, changed, removed or flagged, and the sums. */
export async function run({ env, values, positionals, print, say }: CommandInput): Promise<void> {
  const config = readConfig(env);
  const path = positionals[0] ?? '';
  const text = textOfFile(path);
  const dryRun = values['dry-run'] === true;
  const report = await withDatabase(config, { say }, async (db) => {
    say(`${dryRun ? 'weighing' : 'importing'} ${path}`);
    return importConference(db, operator, { text, dryRun });
  });
  for (const line of linesOf(report)) print(line);
}

function textOfFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new OperatorError(`There is no file ${path}. Give the path of a conference file.`);
    throw new OperatorError(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function linesOf(report: ImportReport): string[] {
  const { created, changed, removed, left, flagged } = report;
  const shown = report.entries.filter((entry) => entry.action !== 'LEAVE');
  return [
    ...shown.map(({ action, thing, path }) => `${marks[action]} ${thing}  ${path}`),
    `${report.dryRun ? 'dry run: ' : ''}${created} made, ${changed} changed, ${removed} removed, ${left} left as they are, ${flagged} flagged`,
    ...(report.receipt ? [`entry ${report.receipt.sequence} of the log, ${report.receipt.digest}`] : []),
    ...(!report.receipt && !report.dryRun ? ['nothing new: the database has all of it already'] : []),
  ];
}
