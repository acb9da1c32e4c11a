import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfig } from '../config/config';
import type { Footer, Header } from '../database/backup/backup-file';
import { rowsOf, verifyBackup } from '../database/backup/restore-backup';
import { writeBackup } from '../database/backup/write-backup';
import { readHeads } from '../log/read-heads';
import type { CommandInput } from './command';
import { withDatabase } from './with-database';

/** Writes a backup, reads it again from the disk, and says what it holds. */
export async function run({ env, positionals, print, say }: CommandInput): Promise<void> {
  const config = readConfig(env);
  const path = resolve(positionals[0] ?? '');
  await withDatabase(config, { say, anyVersion: true, mustExist: true }, async (db) => {
    say(`đang ghi · writing ${path}`);
    await writeBackup(db, path, readHeads);
  });
  for (const line of linesOf(await verifyBackup(path))) print(line);
  print(`${path}: ${statSync(path).size} byte, đã đọc lại và còn nguyên · bytes, read back and whole`);
}

/** What a backup holds, for the person at the keyboard. */
export function linesOf({ header, footer }: { readonly header: Header; readonly footer: Footer }): readonly string[] {
  const entries = footer.logs.reduce((sum, { sequence }) => sum + sequence, 0);
  const tables = Object.keys(footer.tables).length;
  return [
    `tính đến · as of ${header.at}, PostgreSQL ${header.postgres}, bảng · tables ${header.migrations.at(-1) ?? '-'}`,
    `${rowsOf(footer)} dòng trong ${tables} bảng; ${footer.logs.length} nhật ký với ${entries} mục`,
    `${rowsOf(footer)} rows in ${tables} tables; ${footer.logs.length} logs with ${entries} entries`,
  ];
}
