import { type Config, readConfig } from '../config/config';
import type { Database } from '../database/database';
import { OperatorError } from '../errors/operator-error';
import { type CommandInput, textOf, UsageError } from './command';
import { checkAddress } from './doctor/address';
import { checkDatabase } from './doctor/database';
import { bad, type Finding } from './doctor/finding';
import { checkMachine } from './doctor/machine';
import { checkByTrial } from './doctor/trial';
import { withDatabase } from './with-database';

const usualDelegates = 60;
const mostDelegates = 1_000;

/** Checks an installation, prints a line for each check. @throws OperatorError when anything is bad */
export async function run(input: CommandInput): Promise<void> {
  const { env, values, print, say } = input;
  const delegates = delegatesOf(input);
  const config = readConfig(env);
  const findings: Finding[] = [];
  const tell = (more: readonly Finding[]) => {
    for (const finding of more) print(lineOf(finding));
    findings.push(...more);
  };
  tell(await checkMachine(config));
  if (config.publicUrl) tell(await checkAddress(config.publicUrl));
  await withDatabase(config, { say, anyVersion: true }, async (db) => {
    const url = addressOf(db);
    tell(await checkDatabase(db, url, config));
    if (values.quick !== true) {
      say(`playing a conference of ${delegates} on a database of its own`);
      tell(await checkByTrial({ db, url, config, delegates, say: () => undefined }));
    }
  }).catch((error: unknown) => {
    if (!(error instanceof OperatorError)) throw error;
    tell([bad('database', error.message.replaceAll('\n', ' '), 'See above; then run giaouoc doctor again.')]);
  });
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  print(sumOf(config, count('bad'), count('warn')));
  if (count('bad') > 0) throw new OperatorError(`${count('bad')} of ${findings.length} checks are bad.`);
}

function delegatesOf(input: CommandInput): number {
  const text = textOf(input, 'delegates') ?? String(usualDelegates);
  const number = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (number >= 5 && number <= mostDelegates) return number;
  throw new UsageError(`--delegates is ${JSON.stringify(text)}: write a whole number from 5 to ${mostDelegates}.`);
}

const marks = { good: 'ok  ', warn: 'WARN', bad: 'BAD ' } as const;

function lineOf({ level, check, found, cure }: Finding): string {
  return `${marks[level]}  ${check.padEnd(14)}  ${found}${cure ? `\n      → ${cure}` : ''}`;
}

function sumOf({ production, databaseUrl }: Config, badOnes: number, warnings: number): string {
  const how = `${production ? 'production' : 'not production'}, ${databaseUrl ? 'own' : 'embedded'} PostgreSQL`;
  return `${badOnes ? 'NOT READY' : 'READY'}: ${badOnes} bad, ${warnings} warnings (${how})`;
}

function addressOf(db: Database): string {
  const { url } = db.options as { url?: string };
  if (url === undefined) throw new Error('the database was not opened by its address');
  return url;
}
